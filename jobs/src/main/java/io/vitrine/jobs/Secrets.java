package io.vitrine.jobs;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What only its owner may know is kept out of the tables. */
final class Secrets {
  private static final String HIDDEN = "***";

  private static final String WORDS = "(?:password|passwd|secret|token|credential|access.?key)";

  private static final Pattern NAME = Pattern.compile("(?i).*" + WORDS + ".*");

  /**
   * In a statement, as in {@code SET fs.s3a.secret.key=…} or {@code password => '…'}; the tables'
   * own counts of tokens are none.
   */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(?<![\\w.-])((?!(?:\\w+\\.)?(?:image|prompt|output)_tokens\\b)[\\w.-]*"
              + WORDS
              + "[\\w.-]*[\"'`]?\\s*=>?\\s*)(?:'[^']*'|\"[^\"]*\"|[^\\s,;)]+)");

  /** Keys in the place of a user's name, as in {@code s3a://id:secret@bucket}. */
  private static final Pattern IN_URI = Pattern.compile("(\\w://)[^/@\\s'\"`]+@");

  private Secrets() {}

  /** Arguments, settings or statements by name, without secrets in them. */
  static Map<String, Object> hidden(Map<String, Object> values) {
    Map<String, Object> safe = new TreeMap<>();
    values.forEach((name, value) -> safe.put(name, hidden(name, value)));
    return safe;
  }

  private static Object hidden(String name, Object value) {
    if (NAME.matcher(name).matches()) {
      return HIDDEN;
    }

    if (!(value instanceof String text)) {
      return value;
    }

    String assigned = ASSIGNED.matcher(text).replaceAll("$1" + HIDDEN);
    return IN_URI.matcher(assigned).replaceAll("$1" + HIDDEN + "@");
  }
}
