package io.vitrine.jobs;

import picocli.CommandLine.Command;

/** The root of the command line; alone it prints the commands. */
@Command(
    name = "vitrine",
    header = "Turns a catalogue of product pictures into Delta tables.",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "",
      "A vision-language model looks at every picture once and writes category, colour, material,"
          + " key features and marketing copy into tables that SQL can query."
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Options of spark-submit (--master, --conf, --properties-file, --driver-memory,"
          + " --executor-memory, --num-executors) may stand anywhere on the line.",
      "",
      "Start with:  ./vitrine demo",
      "Help:        ./vitrine COMMAND --help"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VitrineCommand {}
