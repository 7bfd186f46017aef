package io.vitrine.privacy;

import java.util.regex.Pattern;

/** What stands around a number, and says what it is. */
final class Surroundings {
  private static final int REACH = 24;

  private static final Pattern CODE =
      Pattern.compile(
          "(?:货号|款号|编号|型号|条形?码|订单(?:号|编号)?|单号|批号|批次|编码|料号|流水号|序列号|商品ID|款式|版号"
              + "|\\bSKU|\\bSPU|\\bEAN|\\bUPC|\\bISBN|\\bItem|\\bNo\\.?|\\bS/N|\\bSN|\\bID|\\bART\\.?)"
              + "(?:号|码)? ?[:：#=]? ?$",
          Pattern.CASE_INSENSITIVE);

  /** A word of Latin letters that touches the number, such as the begin of an article number. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*[-_/]?$");

  private static final Pattern PHONE_WORD =
      Pattern.compile(
          "(?:tel|phone|mobile|mob|cell|call|whatsapp|wechat|weixin|wx|vx|v|qq|t|m|p|ph|hp|dh|sj|fax)"
              + "[-_]?$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNIT =
      Pattern.compile(
          "^(?: ?(?:mm|cm|ml|kg|g|mAh|W|dpi|%|￥|×|\\*|x ?\\d)(?![A-Za-z])"
              + "|[元块件码米寸克升毫个只双包套片粒张抽目度](?!先生|女士|小姐|经理|老师|师傅|老板|店长|[姐哥总工]))",
          Pattern.CASE_INSENSITIVE);

  private Surroundings() {}

  /** The text right before an index. */
  static String before(String line, int index) {
    return line.substring(Math.max(0, index - REACH), index);
  }

  /** The text right after an index. */
  static String after(String line, int index) {
    return line.substring(index, Math.min(line.length(), index + REACH));
  }

  /** Whether the number that stands here is said, or looks, to be an article's or an order's. */
  static boolean sayCode(String line, int start) {
    String before = before(line, start);
    return CODE.matcher(before).find()
        || (WORD.matcher(before).find() && !PHONE_WORD.matcher(before).find());
  }

  /** Whether the number that ends here is an amount of something. */
  static boolean sayAmount(String line, int end) {
    return UNIT.matcher(after(line, end)).find();
  }

  /** Whether the number goes on to the left, as the end of a decimal or of a range does. */
  static boolean continueNumber(String line, int start) {
    return start >= 2
        && (line.charAt(start - 1) == '.' || line.charAt(start - 1) == ',')
        && DigitRun.isDigit(line, start - 2);
  }
}
