package io.vitrine.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Numbers of resident identity cards: six digits of a region, eight of a birthday, three of a
 * sequence and a check character, ISO 7064 MOD 11-2 (GB 11643-1999). Those of fifteen digits, from
 * before 1999, have no check character and are told by what stands before them.
 */
final class IdCardFinder implements Finder {
  private static final int BODY = 17;
  private static final int OLD = 15;
  private static final String CHECKS = "10X98765432";
  private static final Pattern REGION =
      Pattern.compile("^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91).*");
  private static final Pattern CUE =
      Pattern.compile("身份证|证件|身份号|\\bID ?card", Pattern.CASE_INSENSITIVE);

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      int end = DigitRun.mayBegin(line, i) ? end(line, i) : -1;
      if (end > 0) {
        found.add(new Finding(PersonalData.ID_CARD, i, end));
        i = end;
      }
    }

    return found;
  }

  private static int end(String line, int start) {
    boolean named = CUE.matcher(Surroundings.before(line, start)).find();
    DigitRun body = DigitRun.read(line, start, BODY).orElse(null);
    if (body != null) {
      int check = DigitRun.afterGap(line, body.end());
      if (check < line.length()
          && Character.toUpperCase(line.charAt(check)) == checkOf(body.digits())
          && !DigitRun.isDigit(line, check + 1)
          && (named || !Surroundings.sayCode(line, start))
          && isPerson(body.digits(), body.digits().substring(6, 14))) {
        return check + 1;
      }
    }

    return DigitRun.of(line, start, OLD)
        .filter(old -> isPerson(old.digits(), "19" + old.digits().substring(6, 12)))
        .filter(old -> named)
        .map(DigitRun::end)
        .orElse(-1);
  }

  private static boolean isPerson(String digits, String birthday) {
    if (!REGION.matcher(digits).matches()) {
      return false;
    }

    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(birthday.substring(0, 4)),
              Integer.parseInt(birthday.substring(4, 6)),
              Integer.parseInt(birthday.substring(6)));
      return day.getYear() >= 1900 && !day.isAfter(LocalDate.now(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static char checkOf(String body) {
    int remainder = 0;
    for (int i = 0; i < BODY; i++) {
      remainder = (remainder + body.charAt(i) - '0') * 2 % 11;
    }

    return CHECKS.charAt(remainder);
  }
}
