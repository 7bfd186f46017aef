package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of Chinese passports and travel permits. An article number can look the same, so one
 * counts only beside a word that names such a paper.
 */
final class PassportFinder implements Finder {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:E[A-HJ-NP-Z]|[EGDSPHKMCWT][A-Z]?)[ \\u200B.-]?\\d(?:[ \\u200B.-]?\\d){6,9}"
              + "(?![A-Za-z0-9])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PAPER =
      Pattern.compile("护照|通行证|证件|回乡证|台胞证|旅行证|passport", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_THE_PAPER =
      Pattern.compile("(?:护照|通行证|证件)(?:包|夹|套|本|袋|收纳|壳|保护)\\S*");

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    Matcher number = NUMBER.matcher(line);
    while (number.find()) {
      String around =
          Surroundings.before(line, number.start()) + "\n" + Surroundings.after(line, number.end());
      boolean named = PAPER.matcher(NOT_THE_PAPER.matcher(around).replaceAll("")).find();
      if (named) {
        found.add(new Finding(PersonalData.PASSPORT, number.start(), number.end()));
      }
    }

    return found;
  }
}
