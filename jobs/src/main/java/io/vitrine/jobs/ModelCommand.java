package io.vitrine.jobs;

import picocli.CommandLine.Command;

/** Groups what is done with model bundles. */
@Command(
    name = "model",
    header = "Check model bundles.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ModelCommand {}
