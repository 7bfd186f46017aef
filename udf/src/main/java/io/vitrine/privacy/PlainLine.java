package io.vitrine.privacy;

/** A text as the finders read it: every char in its place, its many spellings brought to one. */
final class PlainLine {
  /** Takes no room on the screen, and parts nothing. */
  static final char INVISIBLE = '\u200B';

  private static final int FULL_TO_HALF_WIDTH = 0xFEE0;

  private PlainLine() {}

  /** The text with half-width digits, letters and signs; as long as it was. */
  static String of(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = plain(chars[i]);
    }

    return new String(chars);
  }

  private static char plain(char c) {
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return (char) (c - FULL_TO_HALF_WIDTH);
    }

    return switch (c) {
      case '\u00AD', '\u200C', '\u200D', '\u2060', '\uFEFF' -> INVISIBLE;
      case '\u3000', '\u00A0', '\u202F', '\u2002', '\u2003', '\u2009', '\t' -> ' ';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uFE63' -> '-';
      case '\u2022', '\u30FB', '\u2027', '\u2219' -> '·';
      case '【', '〔', '[' -> '(';
      case '】', '〕', ']' -> ')';
      default -> c;
    };
  }
}
