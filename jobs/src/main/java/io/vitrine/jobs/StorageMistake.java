package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.net.ConnectTimeoutException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Tells a wrong address or key of an object store from other failures, and says it in one sentence.
 * The stores' own messages repeat themselves over many lines.
 */
final class StorageMistake {
  private static final String CHECK_ENDPOINT = "Check spark.hadoop.fs.s3a.endpoint and the network";

  private StorageMistake() {}

  /** The error for a person, if an address or a key is to blame. */
  static Optional<VitrineException> explain(Throwable error) {
    return explain(error, "the storage");
  }

  /**
   * The error for a person, if an address or a key is to blame.
   *
   * @param place what cannot be reached
   */
  static Optional<VitrineException> explain(Throwable error, String place) {
    String all =
        String.join(
            "\n",
            ExceptionUtils.getThrowableList(error).stream().map(Throwable::toString).toList());
    if (is(error, UnknownHostException.class) || all.contains("UnknownHostException")) {
      return mistake(
          place, "its host is unknown: " + Failures.reason(error), CHECK_ENDPOINT, error);
    }
    if (is(error, ConnectException.class)
        || is(error, ConnectTimeoutException.class)
        || all.contains("ConnectTimeoutException")) {
      return mistake(
          place, "nothing answers there: " + Failures.reason(error), CHECK_ENDPOINT, error);
    }
    if (all.contains("NoAuthWithAWSException") || all.contains("Unable to load credentials")) {
      return mistake(
          place,
          "no key was found",
          "Set spark.hadoop.fs.s3a.access.key and .secret.key, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY",
          error);
    }
    if (all.contains("NoSuchBucket") || all.contains("UnknownStoreException")) {
      return mistake(
          place, "there is no such bucket", "Check the address, or make the bucket", error);
    }
    if (is(error, AccessDeniedException.class)
        || is(error, AccessControlException.class)
        || all.contains("Status Code: 403")) {
      return mistake(
          place,
          "access is denied (403)",
          "Check the key in spark.hadoop.fs.s3a.access.key and .secret.key, and its rights",
          error);
    }
    return Optional.empty();
  }

  private static boolean is(Throwable error, Class<? extends Throwable> type) {
    return ExceptionUtils.indexOfType(error, type) >= 0;
  }

  private static Optional<VitrineException> mistake(
      String place, String reason, String whatToDo, Throwable cause) {
    return Optional.of(Errors.invalid("Cannot reach " + place, reason, whatToDo, cause));
  }
}
