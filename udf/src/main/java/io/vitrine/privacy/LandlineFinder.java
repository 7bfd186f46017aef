package io.vitrine.privacy;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;

/**
 * Mainland landline numbers with their area's code, those of 400 and 800, and, after a word that
 * says so, those without a code.
 */
final class LandlineFinder implements Finder {
  private static final String GAP = "[ \\u200B.·_-]{0,3}";
  private static final String LOCAL = "[2-8]\\d{2,3}" + GAP + "\\d{4}";
  private static final String EXTENSION =
      "(?: ?(?:转|ext\\.?|分机|#|-)(?:分机)? ?\\d{1,5})?(?!\\d)(?!-\\d)";
  private static final String CUE = "(?:电话|座机|固话|热线|传真|致电|拨打|来电|垂询|\\bTEL|\\bPhone|\\bCall|\\bFax)";

  private static final Pattern WITH_AREA =
      Pattern.compile(
          "(?<![\\dA-Za-z])(?:(?:\\+|00)?86"
              + GAP
              + "(?:\\(0?(?<a>[1-9]\\d{1,2})\\)|0?(?<b>[1-9]\\d{1,2}))|\\(0(?<c>[1-9]\\d{1,2})\\)"
              + "|0(?<d>[1-9]\\d{1,2}))"
              + GAP
              + "(?<local>"
              + LOCAL
              + ")"
              + EXTENSION,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SERVICE =
      Pattern.compile("(?<![\\dA-Za-z])([48]00)" + GAP + "(\\d{3,4})" + GAP + "(\\d{3,4})(?!\\d)");
  private static final Pattern AFTER_CUE =
      Pattern.compile(
          CUE + "(?:号码|号)?[ :：.是为]{0,3}(" + LOCAL + EXTENSION + ")", Pattern.CASE_INSENSITIVE);
  private static final Pattern SAYS_PHONE =
      Pattern.compile(CUE + "(?:号码|号)?[ :：.是为]{0,3}\\(?$", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATE = Pattern.compile("20\\d\\d[01]\\d[0-3]\\d");
  private static final Set<PhoneNumberType> SERVICES =
      Set.of(PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN);

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    Matcher area = WITH_AREA.matcher(line);
    for (int from = 0; from <= line.length() && area.find(from); ) {
      if (isNumber(line, area)) {
        found.add(new Finding(PersonalData.LANDLINE, area.start(), area.end()));
        from = area.end();
      } else {
        from = area.start() + 1;
      }
    }

    Matcher service = SERVICE.matcher(line);
    while (service.find()) {
      boolean parted = service.end() - service.start() > 10;
      if (SERVICES.contains(PhoneNumbers.type(digits(service.group())))
          && (parted || saysPhone(line, service.start()))
          && !Surroundings.sayCode(line, service.start())
          && !Surroundings.sayAmount(line, service.end())) {
        found.add(new Finding(PersonalData.LANDLINE, service.start(), service.end()));
      }
    }

    Matcher local = AFTER_CUE.matcher(line);
    while (local.find()) {
      if (!Surroundings.sayAmount(line, local.end())) {
        found.add(new Finding(PersonalData.LANDLINE, local.start(1), local.end(1)));
      }
    }

    return found;
  }

  private static boolean isNumber(String line, Matcher match) {
    String area =
        Stream.of("a", "b", "c", "d")
            .map(match::group)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    String digits = "0" + area + digits(match.group("local"));
    return PhoneNumbers.type(digits) == PhoneNumberType.FIXED_LINE
        && !Surroundings.sayCode(line, match.start())
        && !Surroundings.continueNumber(line, match.start())
        && !Surroundings.sayAmount(line, match.end())
        && (saysPhone(line, match.start())
            || !(isBarcode(match.group()) || DATE.matcher(digits(match.group("local"))).matches()));
  }

  private static boolean saysPhone(String line, int start) {
    return SAYS_PHONE.matcher(Surroundings.before(line, start)).find();
  }

  /** Twelve digits in a row with a barcode's check digit (UPC-A). */
  private static boolean isBarcode(String text) {
    return text.matches("\\d{12}") && EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid("0" + text);
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }
}
