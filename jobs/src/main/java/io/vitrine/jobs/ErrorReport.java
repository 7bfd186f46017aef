package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import java.util.Optional;
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
    Optional<VitrineException> known =
        Failures.known(error).or(() -> StorageMistake.explain(error));
    if (known.isPresent()) {
      console.say("vitrine: " + known.get().getMessage());
      return known.get().exit().code();
    }
    console.say(
        "vitrine: unexpected error: "
            + Failures.reason(error)
            + ". The details are in "
            + LogFile.name()
            + ".");
    return Exit.FAILED.code();
  }
}
