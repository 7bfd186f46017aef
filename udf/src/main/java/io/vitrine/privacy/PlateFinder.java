package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Number plates of cars (GA 36-2018), those of electric ones with their sixth character too. */
final class PlateFinder implements Finder {
  private static final int LEAST_DIGITS = 3;
  private static final String GAP = "[ \\u200B·.-]?";
  private static final String ANY = "[A-HJ-NP-Za-hj-np-z0-9]";
  private static final Pattern PLATE =
      Pattern.compile(
          "([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])"
              + GAP
              + "([A-HJ-NP-Za-hj-np-z]"
              + GAP
              + "(?:[DFdf]"
              + ANY
              + "\\d{4}|\\d{5}[DFdf]|"
              + ANY
              + "{5}|"
              + ANY
              + "{4}[挂学警港澳]))(?![A-Za-z0-9])(?!-\\d)");

  /** Provinces whose sign is also the end of a common word: 全新, 藏青, 尊贵, 黑. */
  private static final String AMBIGUOUS = "新青贵云川黑甘蒙吉宁晋藏";

  private static final Pattern HAN_BEFORE = Pattern.compile("\\p{IsHan}$");
  private static final Pattern CAR = Pattern.compile("车牌?|牌照|牌号|停|挪");

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    Matcher plate = PLATE.matcher(line);
    while (plate.find()) {
      String before = Surroundings.before(line, plate.start());
      boolean named = CAR.matcher(before).find();
      boolean upper = plate.group(2).chars().noneMatch(Character::isLowerCase);
      boolean alone = !HAN_BEFORE.matcher(before).find() || AMBIGUOUS.indexOf(plate.group(1)) < 0;
      long digits = plate.group(2).chars().filter(Character::isDigit).count();
      if (digits >= LEAST_DIGITS && (named || (alone && upper))) {
        found.add(new Finding(PersonalData.PLATE, plate.start(), plate.end()));
      }
    }

    return found;
  }
}
