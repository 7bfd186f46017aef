package io.vitrine.privacy;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mainland mobile numbers: eleven digits, the country's code before them or not. */
final class MobileFinder implements Finder {
  private static final int DIGITS = 11;

  /** How people part them. A list of sizes is parted otherwise. */
  private static final Set<List<Integer>> GROUPS =
      Set.of(
          List.of(),
          List.of(3),
          List.of(3, 7),
          List.of(3, 6),
          List.of(3, 5, 7, 9),
          List.of(3, 6, 9),
          List.of(4, 8),
          List.of(4, 7),
          List.of(5),
          List.of(7));

  private static final Pattern COUNTRY =
      Pattern.compile("(?:\\(?(?:\\+|00)86\\)?|\\b86)[ -]{0,2}$");

  private static final Pattern GLUED = Pattern.compile("(?:00)?86(?=1[3-9]\\d{9}(?!\\d))");
  private static final Pattern LIST = Pattern.compile("^[ -]\\d{3,4}(?![\\d年.])");

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      Matcher glued = GLUED.matcher(line).region(i, line.length());
      if (DigitRun.mayBegin(line, i) && glued.lookingAt()) {
        // the country's code without a gap
        i = glued.end();
      } else if (!DigitRun.mayBegin(line, i)) {
        continue;
      }

      Optional<DigitRun> number = number(line, i);
      if (number.isPresent()) {
        found.add(new Finding(PersonalData.MOBILE, begin(line, i), number.get().end()));
        i = number.get().end();
      }
    }

    return found;
  }

  private static Optional<DigitRun> number(String line, int start) {
    return DigitRun.of(line, start, DIGITS)
        .filter(run -> run.digits().charAt(0) == '1')
        .filter(run -> GROUPS.contains(run.gaps()) || run.spelledOut())
        .filter(run -> PhoneNumbers.type(run.digits()) == PhoneNumberType.MOBILE)
        .filter(run -> !Surroundings.sayCode(line, start))
        .filter(run -> !Surroundings.continueNumber(line, start))
        .filter(run -> !Surroundings.sayAmount(line, run.end()))
        .filter(run -> !goesOn(line, run));
  }

  /** Whether further groups follow, as in a list of sizes. */
  private static boolean goesOn(String line, DigitRun run) {
    return !run.gaps().isEmpty() && LIST.matcher(Surroundings.after(line, run.end())).find();
  }

  private static int begin(String line, int start) {
    Matcher country = COUNTRY.matcher(line.substring(0, start));
    return country.find() ? country.start() : start;
  }
}
