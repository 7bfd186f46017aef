package io.vitrine.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An endless synthetic catalogue. Every product is a pure function of the catalogue's seed and the
 * product's index, the same on every machine. Categories come in shuffled rounds, so that a small
 * catalogue covers them all.
 */
public final class SampleCatalog {
  private static final List<String> BRANDS =
      List.of(
          "云岚", "木白", "ORIVA", "青禾记", "Nordhus", "拾光", "MUVEE", "北巷", "LUMO", "知夏", "橙舟", "Halden",
          "素里", "TANKO", "星野", "乐途");
  private static final List<String> SEASONS =
      List.of("2024新款", "春秋款", "夏季", "秋冬", "四季通用", "早春", "经典款", "");
  private static final List<String> AUDIENCES = List.of("男女同款", "女士", "男士", "学生", "通勤", "");
  private static final List<String> HOME_AUDIENCES = List.of("家用", "办公室", "客厅", "学生", "送长辈", "");
  private static final List<String> STYLES =
      List.of("简约", "复古", "轻奢", "ins风", "日系", "百搭", "高颜值", "小众设计", "北欧风", "商务");
  private static final List<String> TAILS =
      List.of("礼盒装", "包邮", "官方正品", "送礼", "升级版", "限量", "现货速发", "", "");

  private final long seed;

  /**
   * Opens the catalogue of a seed.
   *
   * @param seed the number that fixes all products
   */
  public SampleCatalog(long seed) {
    this.seed = seed;
  }

  /**
   * The product at a position.
   *
   * @param index the position, 0 or more
   * @return the product, always the same for the same seed and index
   */
  public SampleProduct product(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("index is negative: " + index);
    }
    List<String> categories = SampleVocabulary.CATEGORIES;
    int round = index / categories.size();
    List<String> order = new ArrayList<>(categories);
    Dice shuffle = new Dice(Dice.mix(seed, -1L - round));
    for (int i = order.size() - 1; i > 0; i--) {
      int j = shuffle.below(i + 1);
      String swapped = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swapped);
    }
    String category = order.get(index % categories.size());
    Dice dice = new Dice(Dice.mix(seed, index));
    String material = dice.pick(SampleVocabulary.MATERIALS_OF.get(category));
    String color = dice.pick(SampleVocabulary.COLORS);
    List<String> patterns = SampleVocabulary.patternsOf(category, material);
    String pattern =
        dice.chance(0.4) ? patterns.get(0) : patterns.get(1 + dice.below(patterns.size() - 1));
    Dice picture = new Dice(Dice.mix(Dice.mix(seed, index), 2));
    String title = title(dice, category, color, material, pattern);
    String id = String.format(Locale.ROOT, "P%07d", index + 1L);
    return new SampleProduct(id, title, category, color, material, pattern, picture.bits());
  }

  private static String title(
      Dice dice, String category, String color, String material, String pattern) {
    StringBuilder text = new StringBuilder();
    text.append(dice.pick(BRANDS)).append(' ');
    text.append(dice.pick(SEASONS));
    if (dice.chance(0.4)) {
      text.append(dice.chance(0.85) ? color : dice.pick(SampleVocabulary.COLORS));
    }
    if (dice.chance(0.35) && !pattern.equals(SampleVocabulary.PLAIN)) {
      text.append(pattern);
    }
    text.append(dice.pick(STYLES));
    if (dice.chance(0.35)) {
      text.append(dice.chance(0.9) ? material : dice.pick(SampleVocabulary.MATERIALS));
    }
    boolean worn = SampleVocabulary.CATEGORIES.indexOf(category) < 15;
    text.append(dice.pick(worn ? AUDIENCES : HOME_AUDIENCES));
    text.append(dice.chance(0.85) ? category : "好物");
    String tail = dice.pick(TAILS);
    if (!tail.isEmpty()) {
      text.append(' ').append(tail);
    }
    return text.toString();
  }
}
