package io.vitrine.jobs;

import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody did.
 *
 * @param command the command's name, or {@code statement}
 * @param args arguments by name, as they were given; secrets are hidden when they are written
 * @param runId the run in {@code runs}, which says the rest; null where there is none
 * @param outcome how it ended
 * @param principal who; null is whoever Spark runs as
 */
record AuditEntry(
    String command, Map<String, Object> args, String runId, String outcome, String principal) {
  static final String DONE = "done";
  static final String STATEMENT = "statement";
  private static final String HIDDEN = "***";

  /** What whoever Spark runs as did. */
  AuditEntry(String command, Map<String, Object> args, String runId, String outcome) {
    this(command, args, runId, outcome, /* principal= */ null);
  }

  /** The arguments without what only their owner may know. */
  Map<String, Object> argsWithoutSecrets() {
    Map<String, Object> safe = new TreeMap<>();
    args.forEach((name, value) -> safe.put(name, safe(name, value)));
    return safe;
  }

  private static Object safe(String name, Object value) {
    if (name.matches("(?i).*(password|passwd|secret|token|credential|access.?key).*")) {
      return HIDDEN;
    }

    // keys in the place of a user's name, as in s3a://id:secret@bucket
    return value instanceof String text
        ? text.replaceAll("(\\w://)[^/@\\s'\"`]+@", "$1" + HIDDEN + "@")
        : value;
  }
}
