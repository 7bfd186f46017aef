package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/**
 * Numbers of bank cards: 15 to 19 digits with Luhn's check digit (ISO/IEC 7812-1), begun as the
 * cards of banks are.
 */
final class BankCardFinder implements Finder {
  private static final int SHORTEST = 15;
  private static final int LONGEST = 19;

  /** UnionPay and its banks' own older ranges; Visa, Mastercard, JCB, American Express. */
  private static final Pattern ISSUER =
      Pattern.compile(
          "(?:62\\d{14,17}|81\\d{14,17}|9558\\d{12,15}|(?:603|601|60|65|68|69)\\d{13,17}"
              + "|4\\d{15}|4\\d{18}|5[1-5]\\d{14}|2[2-7]\\d{14}|35\\d{14}|3[47]\\d{13})");

  private static final Set<List<Integer>> FOURS =
      Set.of(
          List.of(4, 8, 12),
          List.of(4, 8, 12, 16),
          List.of(6),
          List.of(6, 10, 14),
          List.of(6, 10, 14, 18),
          List.of(4, 10),
          List.of(8),
          List.of(8, 16));

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      int start = i;
      if (DigitRun.mayBegin(line, i) && !Surroundings.sayCode(line, i)) {
        Optional<DigitRun> card = card(line, start);
        if (card.isPresent()) {
          found.add(new Finding(PersonalData.BANK_CARD, start, card.get().end()));
          i = card.get().end();
        }
      }
    }

    return found;
  }

  private static Optional<DigitRun> card(String line, int start) {
    for (int count = LONGEST; count >= SHORTEST; count--) {
      Optional<DigitRun> run = DigitRun.of(line, start, count).filter(BankCardFinder::isCard);
      if (run.isPresent()) {
        return run;
      }
    }

    return Optional.empty();
  }

  private static boolean isCard(DigitRun run) {
    return ISSUER.matcher(run.digits()).matches()
        && (run.gaps().isEmpty() || run.spelledOut() || FOURS.contains(run.gaps()))
        && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(run.digits());
  }
}
