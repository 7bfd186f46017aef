package io.vitrine.jobs;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option of the commands that work on tables that are there. */
final class WarehouseOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The folder that holds the tables.")
  private String uri;

  String uri() {
    return uri;
  }

  /** All that the command was given, by name, for {@code audit}. */
  Map<String, Object> given() {
    return CommandArguments.given(command);
  }
}
