package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Digits that may belong together, with what parts them.
 *
 * @param start index of the first digit
 * @param end index after the last one
 * @param digits the digits alone
 * @param gaps how many digits stand before each place where a reader sees them parted
 */
record DigitRun(int start, int end, String digits, List<Integer> gaps) {
  private static final String SEPARATORS = " -.·_";
  private static final int LONGEST_GAP = 3;

  /** Whether a number may begin here: at a digit, with none before it. */
  static boolean mayBegin(String line, int index) {
    return isDigit(line, index) && !isDigit(line, index - 1);
  }

  /** The run of so many digits that begins here; none where there are fewer, or one more. */
  static Optional<DigitRun> of(String line, int start, int count) {
    return read(line, start, count).filter(run -> !isDigit(line, run.end()));
  }

  /** Like {@link #of}, without a look at what follows. */
  static Optional<DigitRun> read(String line, int start, int count) {
    StringBuilder digits = new StringBuilder();
    List<Integer> gaps = new ArrayList<>();
    int at = start;
    while (isDigit(line, at)) {
      digits.append(line.charAt(at++));
      if (digits.length() == count) {
        return Optional.of(new DigitRun(start, at, digits.toString(), List.copyOf(gaps)));
      }

      int next = afterGap(line, at);
      if (line.substring(at, next).chars().anyMatch(c -> c != PlainLine.INVISIBLE)) {
        gaps.add(digits.length());
      }

      at = next;
    }

    return Optional.empty();
  }

  /** Where the separators end that begin here; here, where there are none or too many. */
  static int afterGap(String line, int index) {
    int at = index;
    int seen = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (SEPARATORS.indexOf(c) >= 0) {
        seen++;
      } else if (c != PlainLine.INVISIBLE) {
        break;
      }

      at++;
    }

    return seen > LONGEST_GAP ? index : at;
  }

  /** Whether every digit stands alone, as when a number is spelled out. */
  boolean spelledOut() {
    return gaps.size() == digits.length() - 1;
  }

  static boolean isDigit(String line, int index) {
    return index >= 0
        && index < line.length()
        && line.charAt(index) >= '0'
        && line.charAt(index) <= '9';
  }
}
