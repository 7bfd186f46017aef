package io.vitrine.jobs;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The names under which a command's arguments stand in SQL and in {@code audit}. */
final class CommandArguments {
  private CommandArguments() {}

  /** The name of an option: {@code run_key} is {@code --run-key}. */
  static String name(OptionSpec option) {
    return option.longestName().substring("--".length()).replace('-', '_');
  }

  /** What a command was given on the command line, by name. */
  static Map<String, Object> given(CommandSpec command) {
    ParseResult parsed = command.commandLine().getParseResult();
    Map<String, Object> given = new TreeMap<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      given.put(name(option), value(option.getValue()));
    }

    for (PositionalParamSpec place : parsed.matchedPositionals()) {
      given.put(place.paramLabel().toLowerCase(Locale.ROOT), value(place.getValue()));
    }

    return given;
  }

  /** What JSON has a form for stays, all else is text. */
  private static Object value(Object value) {
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }
}
