package io.vitrine.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose stdout and screen can be read. */
final class TestConsole {
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final boolean interactive;

  TestConsole() {
    this(false);
  }

  TestConsole(boolean interactive) {
    this.interactive = interactive;
  }

  Console console() {
    return new Console(stream(results), stream(screen), interactive, 80);
  }

  String results() {
    return results.toString(StandardCharsets.UTF_8);
  }

  String screen() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** Runs a command as the command line would; Spark is the session that tests share. */
  int run(String... arguments) {
    return Main.run(new CommandContext(new SparkSessions(), console()), arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
