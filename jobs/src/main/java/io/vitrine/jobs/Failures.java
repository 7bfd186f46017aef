package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.util.Optional;

/** Finds in what Spark throws the one sentence that a person needs. */
final class Failures {
  private Failures() {}

  /** The error of ours that is behind another, if there is one. */
  static Optional<VitrineException> known(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof VitrineException known) {
        return Optional.of(known);
      }
    }

    return Optional.empty();
  }

  /** The error of ours behind another, or else a failure that names the innermost reason. */
  static VitrineException of(Throwable e, String problem) {
    return known(e)
        .orElseGet(
            () ->
                Errors.failed(
                    problem, reason(e), "The log has the details; a new run goes on from here", e));
  }

  /** First line of the innermost message. */
  static String reason(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }

    return String.valueOf(innermost.getMessage())
        .lines()
        .findFirst()
        .orElse(innermost.getClass().getSimpleName());
  }
}
