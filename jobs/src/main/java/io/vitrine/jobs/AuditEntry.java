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
 */
record AuditEntry(String command, Map<String, Object> args, String runId, String outcome) {
  static final String DONE = "done";
  private static final String HIDDEN = "***";

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
