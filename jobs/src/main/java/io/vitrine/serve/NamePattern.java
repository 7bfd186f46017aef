package io.vitrine.serve;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names as JDBC asks for them: {@code %} is any text, {@code _} any character. */
final class NamePattern {
  private NamePattern() {}

  /**
   * @param pattern null or empty is every name
   */
  static Predicate<String> of(String pattern) {
    if (pattern == null || pattern.isEmpty()) {
      return name -> true;
    }

    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      } else if (c == '%' || c == '*') {
        regex.append(".*");
      } else {
        regex.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }

    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
        .asMatchPredicate();
  }
}
