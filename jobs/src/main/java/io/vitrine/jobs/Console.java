package io.vitrine.jobs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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

  /** The console of this process; the launcher says whether stderr is a terminal. */
  static Console ofProcess() {
    int columns =
        Optional.ofNullable(System.getenv("VITRINE_COLUMNS")).map(Console::number).orElse(0);
    return new Console(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
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
    screen.flush();
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

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int number(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }
}
