package io.vitrine.jobs;

import io.vitrine.stats.Estimate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is measured of a warehouse as a whole, in the order in which it is shown. */
enum Metric {
  CATEGORY_RECALL("类目召回率", "Category recall"),
  ATTRIBUTE_ACCURACY("属性准确率（颜色、材质）", "Attribute accuracy (colour, material)"),
  COLOR_ACCURACY("颜色准确率", "Colour accuracy"),
  MATERIAL_ACCURACY("材质准确率", "Material accuracy"),
  /** As {@link #CATEGORY_RECALL}, of texts as they are spelled, without the taxonomy. */
  CATEGORY_RECALL_RAW("类目召回率（不归一写法）", "Category recall, as spelled"),
  /** As {@link #ATTRIBUTE_ACCURACY}, likewise. */
  ATTRIBUTE_ACCURACY_RAW("属性准确率（不归一写法）", "Attribute accuracy, as spelled"),
  HIERARCHICAL_PRECISION("层级精确率", "Hierarchical precision"),
  HIERARCHICAL_RECALL("层级召回率", "Hierarchical recall"),
  HIERARCHICAL_F1("层级 F1", "Hierarchical F1"),
  KEY_FEATURE_F1("卖点 F1", "Key feature F1"),
  /** Answers that the taxonomy has another spelling for, over answers. */
  MAPPED_SHARE("归一改写的答案占比", "Answers that the taxonomy spells otherwise"),
  /** Ratings of 4 or 5 over ratings of the texts that stand in the table now. */
  COPY_USABILITY("文案可用率（4 分及以上）", "Copy usability (scores of 4 and 5)"),
  LATENCY_P50_MS("单图耗时中位数", "Median time per picture"),
  LATENCY_P95_MS("单图耗时 p95", "p95 time per picture"),
  LATENCY_P99_MS("单图耗时 p99", "p99 time per picture"),
  /**
   * Price of the machines for 1,000 pictures that came out well, as {@code conf/cost.yaml} has it.
   */
  COST_PER_1000("每千张图片机器成本", "Machine cost of 1,000 pictures");

  private final String chinese;
  private final String english;

  Metric(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** What it is called on a page for people who read Chinese. */
  String chinese() {
    return chinese;
  }

  /** Likewise for those who read English. */
  String english() {
    return english;
  }

  /** Its name in tables, summaries and gates. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a gate fails above its threshold, not under it. */
  boolean lowerIsBetter() {
    return isTime() || this == MAPPED_SHARE || this == COST_PER_1000;
  }

  /** Whether it is in milliseconds, not a share. */
  boolean isTime() {
    return name().endsWith("_MS");
  }

  /**
   * Whether it says something that the others do not: what the taxonomy did need not be said where
   * it had nothing to do.
   *
   * @param all the metrics that there is data for, this one too
   */
  boolean tellsMore(Map<Metric, Estimate> all) {
    return switch (this) {
      case CATEGORY_RECALL_RAW -> !all.get(this).equals(all.get(CATEGORY_RECALL));
      case ATTRIBUTE_ACCURACY_RAW -> !all.get(this).equals(all.get(ATTRIBUTE_ACCURACY));
      case MAPPED_SHARE -> all.get(this).value() > 0;
      default -> true;
    };
  }

  static Optional<Metric> of(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key().equals(key)).findFirst();
  }

  /** The names of all, for people. */
  static String keys() {
    return Arrays.stream(values()).map(Metric::key).collect(Collectors.joining(", "));
  }
}
