package io.vitrine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accounts of WeChat and QQ, told by the words before them. */
final class HandleFinder implements Finder {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE;
  private static final String SIGN = "(?: ?[:=→➕+\\-/丨|] ?| )";
  private static final String NAMED = "([A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_-])";
  private static final String NUMBER = "([1-9](?:[ \\u200B.-]?\\d){4,11})(?!\\d)";

  private static final String WECHAT =
      "(?:微信号?|威信|薇信|徽信|微❤|V信|卫星号|wei ?xin|we ?chat|(?<![A-Za-z0-9])(?:wx|vx)号?|(?:加|➕)(?:微|薇|[vV]))";
  private static final String QQ =
      "(?:(?<![A-Za-z0-9])QQ|(?<![A-Za-z0-9])Q(?=群)|扣扣|企鹅|球球)(?:号码|群号|号|群)?";

  /** A sign between the word and the account: what follows is one. */
  private static final Pattern SIGNED =
      Pattern.compile(
          WECHAT
              + "(?:账号|帐号|号| ?id| ?account)?(?:(?<=号)|是|为|同号|"
              + SIGN
              + "){1,3}(?:"
              + NAMED
              + "|"
              + NUMBER
              + ")",
          FLAGS);

  /** None between them: only what no word looks like is one. */
  private static final Pattern CLOSE =
      Pattern.compile(
          WECHAT + "(?:账号|帐号|号|id)?(?=[A-Za-z0-9_-]*[0-9_])(?:" + NAMED + "|" + NUMBER + ")",
          FLAGS);

  private static final Pattern PENGUIN =
      Pattern.compile(QQ + "(?:是|为|" + SIGN + "){0,3}" + NUMBER, FLAGS);

  @Override
  public List<Finding> find(String line) {
    List<Finding> found = new ArrayList<>();
    for (Pattern pattern : List.of(SIGNED, CLOSE, PENGUIN)) {
      Matcher match = pattern.matcher(line);
      while (match.find()) {
        int group = match.groupCount() > 1 && match.group(1) == null ? 2 : 1;
        if (!Surroundings.sayAmount(line, match.end()) && isAccount(match.group(group))) {
          found.add(new Finding(PersonalData.HANDLE, match.start(group), match.end(group)));
        }
      }
    }

    return found;
  }

  /** Not a word that goes on about the product, nor a year. */
  private static boolean isAccount(String text) {
    return !text.matches("(?i)(?:mini|pay|work|app|store|official|series|edition|version)[a-z]*")
        && !text.matches("20\\d\\d.?\\d");
  }
}
