package io.vitrine.jobs;

import picocli.CommandLine.Option;

/** The option of the commands that work on tables that are there. */
final class WarehouseOption {
  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The folder that holds the tables.")
  private String uri;

  String uri() {
    return uri;
  }
}
