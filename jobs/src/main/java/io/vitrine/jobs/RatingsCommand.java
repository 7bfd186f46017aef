package io.vitrine.jobs;

import picocli.CommandLine.Command;

/** Groups what is done with people's ratings. */
@Command(
    name = "ratings",
    header = "Have people rate the texts.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class RatingsCommand {}
