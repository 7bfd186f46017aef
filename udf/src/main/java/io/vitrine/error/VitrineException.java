package io.vitrine.error;

/**
 * An error that a person can act on. The message is one sentence or two: the problem, the reason
 * and what to do, with the values. Created only by {@link Errors}.
 */
public final class VitrineException extends RuntimeException {
  private final Exit exit;

  VitrineException(Exit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  /** The exit code the process ends with when nobody handles this error. */
  public Exit exit() {
    return exit;
  }
}
