package io.vitrine.error;

import java.util.Locale;

/**
 * The one place where errors for people are made. Each message says the problem, the reason and
 * what to do.
 */
public final class Errors {
  private Errors() {}

  /** A mistake in usage, configuration or input, found before anything is loaded or written. */
  public static VitrineException invalid(String problem, String reason, String whatToDo) {
    return error(Exit.INVALID, problem, reason, whatToDo, null);
  }

  /** Like {@link #invalid(String, String, String)}, keeping the cause for the log file. */
  public static VitrineException invalid(
      String problem, String reason, String whatToDo, Throwable cause) {
    return error(Exit.INVALID, problem, reason, whatToDo, cause);
  }

  /**
   * A failure of the run itself: a lost cluster, a device that broke, a commit that was refused.
   */
  public static VitrineException failed(
      String problem, String reason, String whatToDo, Throwable cause) {
    return error(Exit.FAILED, problem, reason, whatToDo, cause);
  }

  private static VitrineException error(
      Exit exit, String problem, String reason, String whatToDo, Throwable cause) {
    return new VitrineException(
        exit, String.format(Locale.ROOT, "%s: %s. %s.", problem, reason, whatToDo), cause);
  }
}
