package io.vitrine.bench;

import io.vitrine.error.VitrineException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** How each program of this module runs and ends. */
final class Program {
  static final PrintStream SCREEN = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this and exit.").build();

  private Program() {}

  /** Runs a command and ends this process with its exit code. */
  static void run(Callable<Integer> command, String[] args) {
    // figures look the same everywhere
    Locale.setDefault(Locale.ROOT);
    CommandLine program = new CommandLine(command);
    program.getCommandSpec().addOption(HELP);
    int code =
        program
            .setExecutionExceptionHandler(
                (e, line, parsed) -> {
                  SCREEN.println("bench: " + e.getMessage());
                  e.printStackTrace();
                  return e instanceof VitrineException known ? known.exit().code() : 1;
                })
            .execute(args);
    System.exit(code);
  }
}
