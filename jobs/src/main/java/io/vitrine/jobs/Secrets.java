package io.vitrine.jobs;

import java.util.Map;
import java.util.TreeMap;

/** What only its owner may know is kept out of the tables. */
final class Secrets {
  private static final String HIDDEN = "***";

  private Secrets() {}

  /** Arguments or settings by name, without secrets in them. */
  static Map<String, Object> hidden(Map<String, Object> values) {
    Map<String, Object> safe = new TreeMap<>();
    values.forEach((name, value) -> safe.put(name, hidden(name, value)));
    return safe;
  }

  private static Object hidden(String name, Object value) {
    if (name.matches("(?i).*(password|passwd|secret|token|credential|access.?key).*")) {
      return HIDDEN;
    }

    // keys in the place of a user's name, as in s3a://id:secret@bucket
    return value instanceof String text
        ? text.replaceAll("(\\w://)[^/@\\s'\"`]+@", "$1" + HIDDEN + "@")
        : value;
  }
}
