package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.SparkThrowable;

/** Tells a mistake in a statement from a failure, and says it in one sentence. */
final class SqlMistake {
  private SqlMistake() {}

  /** The error for a person, if the statement is to blame. */
  static Optional<VitrineException> explain(Throwable error) {
    return ExceptionUtils.getThrowableList(error).stream()
        .filter(SqlMistake::isMistake)
        .findFirst()
        .map(
            cause ->
                Errors.invalid(
                    "The SQL cannot be run",
                    sentence(cause.getMessage()),
                    "Mend the statement; SHOW VIEWS lists the tables, DESCRIBE a table its columns",
                    error));
  }

  /** SQLSTATE 42 is a wrong statement, 22 wrong data in it, 0A something Spark does not do. */
  private static boolean isMistake(Throwable error) {
    if (!(error instanceof SparkThrowable known) || known.getSqlState() == null) {
      return false;
    }
    String state = known.getSqlState();
    return state.startsWith("42") || state.startsWith("22") || state.startsWith("0A");
  }

  /** Spark's message without its code in brackets, its plan and its echo of the statement. */
  private static String sentence(String message) {
    String text =
        message.replaceFirst("(?s)\\s*SQLSTATE:.*", "").replaceFirst("(?s)\\n\\n?==.*", "");
    text = text.strip().replaceFirst("^\\[[A-Z0-9_.]+]\\s*", "").replaceAll("\\s+", " ");
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
