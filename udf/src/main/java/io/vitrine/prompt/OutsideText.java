package io.vitrine.prompt;

import java.util.regex.Pattern;

/**
 * Text that others wrote, such as a product's title, made fit to stand in a prompt: it is data
 * there, whatever it says.
 *
 * <p>It becomes one line; what cannot be seen is taken out (control and format characters, among
 * them those that turn the direction of writing or hide a text in a text); and the characters that
 * structure is made of get their full-width twins, so that no tag, no special token of any
 * tokenizer ({@code <|user|>}, {@code [gMASK]}, {@code </think>}), no code fence and no JSON can be
 * spelled with them, while a person and a model still read the same. (The tokenizer keeps special
 * tokens out by itself, too: it knows them in the bundle's template only.)
 */
final class OutsideText {
  private static final String STRUCTURE = "<>[]{}|`\"\\";
  private static final int TO_FULL_WIDTH = '＜' - '<';

  /** White space of any kind, ideographic space and line separators included. */
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\x85]+");

  private OutsideText() {}

  /**
   * Makes a text fit.
   *
   * @param maxLength largest number of characters (code points); the rest is cut off
   * @param delimiters characters that the prompt puts around the text; they become spaces in it
   */
  static String clean(String text, int maxLength, String delimiters) {
    StringBuilder clean = new StringBuilder();
    SPACES
        .matcher(text)
        .replaceAll(" ")
        .codePoints()
        .filter(c -> !isInvisible(c))
        .map(c -> delimiters.indexOf(c) >= 0 ? ' ' : harmless(c))
        .forEach(clean::appendCodePoint);
    String line = SPACES.matcher(clean).replaceAll(" ").strip();
    int length = line.codePointCount(0, line.length());
    return length <= maxLength
        ? line
        : line.substring(0, line.offsetByCodePoints(0, maxLength)).strip();
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }

  private static int harmless(int codePoint) {
    return STRUCTURE.indexOf(codePoint) >= 0 ? codePoint + TO_FULL_WIDTH : codePoint;
  }
}
