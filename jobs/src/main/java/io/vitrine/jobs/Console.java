package io.vitrine.jobs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: results, and nothing else, on stdout; everything for the person watching
 * on the screen, which is stderr. Both are UTF-8 whatever the locale says.
 */
public final class Console {
  private static final int PLAIN_WIDTH = 100;

  private final PrintStream results;
  private final PrintStream screen;
  private final boolean interactive;
  private final int width;

  /**
   * @param results takes results only
   * @param screen takes progress, summaries and errors
   * @param interactive whether the screen is a terminal on which a line can be drawn again
   * @param width columns of the screen
   */
  public Console(PrintStream results, PrintStream screen, boolean interactive, int width) {
    this.results = results;
    this.screen = screen;
    this.interactive = interactive;
    this.width = width;
  }

  /**
   * The console of this process. The launcher says in the environment whether the screen is a
   * terminal and which descriptor it has; with its log file named, native chatter goes there.
   */
  static Console ofProcess() {
    int columns = number("VITRINE_COLUMNS", 0);
    OutputStream screen =
        LogFile.path()
            .map(log -> NativeOutput.divert(log, number("VITRINE_SCREEN_FD", -1)))
            .orElseGet(() -> new FileOutputStream(FileDescriptor.err));
    return new Console(
        utf8(new FileOutputStream(FileDescriptor.out)),
        utf8(screen),
        columns > 0,
        columns > 0 ? columns : PLAIN_WIDTH);
  }

  /** Results: what another program may read. */
  public PrintStream results() {
    return results;
  }

  /** One line for the person watching. */
  public void say(String line) {
    screen.println(line);
  }

  /** A table for the person watching. */
  void say(TextTable table) {
    table.lines().forEach(this::say);
  }

  PrintStream screen() {
    return screen;
  }

  boolean interactive() {
    return interactive;
  }

  int width() {
    return width;
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static int number(String variable, int otherwise) {
    String text = System.getenv(variable);
    return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : otherwise;
  }
}
