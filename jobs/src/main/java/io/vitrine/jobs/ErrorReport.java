package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person what went wrong, in one sentence; the stack trace goes to the log file. */
final class ErrorReport {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorReport.class);

  private ErrorReport() {}

  /** Reports {@code error} and returns the exit code it stands for. */
  static int tell(Throwable error, Console console) {
    LOG.error("The command failed", error);
    // An executor's error arrives wrapped in Spark's.
    int known = ExceptionUtils.indexOfType(error, VitrineException.class);
    if (known >= 0) {
      VitrineException cause = (VitrineException) ExceptionUtils.getThrowables(error)[known];
      console.say("vitrine: " + cause.getMessage());
      return cause.exit().code();
    }
    Throwable root = ExceptionUtils.getRootCause(error);
    console.say("vitrine: unexpected error: " + firstLine(root == null ? error : root));
    console.say("The details are in " + LogFile.name());
    return Exit.FAILED.code();
  }

  private static String firstLine(Throwable error) {
    String message = error.getMessage();
    String name = error.getClass().getSimpleName();
    return message == null || message.isBlank()
        ? name
        : name + ": " + message.lines().findFirst().orElse("");
  }
}
