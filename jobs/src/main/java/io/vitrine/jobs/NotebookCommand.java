package io.vitrine.jobs;

import picocli.CommandLine.Command;

/** Groups what is done with notebooks. */
@Command(
    name = "notebook",
    header = "Run SQL notebooks, and write them for other tools.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class NotebookCommand {}
