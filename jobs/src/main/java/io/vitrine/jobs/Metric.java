package io.vitrine.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is measured of a warehouse as a whole, in the order in which it is shown. */
enum Metric {
  CATEGORY_RECALL,
  ATTRIBUTE_ACCURACY,
  COLOR_ACCURACY,
  MATERIAL_ACCURACY,
  /** As {@link #CATEGORY_RECALL}, of texts as they are spelled, without the taxonomy. */
  CATEGORY_RECALL_RAW,
  /** As {@link #ATTRIBUTE_ACCURACY}, likewise. */
  ATTRIBUTE_ACCURACY_RAW,
  HIERARCHICAL_PRECISION,
  HIERARCHICAL_RECALL,
  HIERARCHICAL_F1,
  KEY_FEATURE_F1,
  /** Answers that the taxonomy has another spelling for, over answers. */
  MAPPED_SHARE,
  /** Ratings of 4 or 5 over ratings of the texts that stand in the table now. */
  COPY_USABILITY,
  LATENCY_P50_MS,
  LATENCY_P95_MS,
  LATENCY_P99_MS,
  /**
   * Price of the machines for 1,000 pictures that came out well, as {@code conf/cost.yaml} has it.
   */
  COST_PER_1000;

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

  static Optional<Metric> of(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key().equals(key)).findFirst();
  }

  /** The names of all, for people. */
  static String keys() {
    return Arrays.stream(values()).map(Metric::key).collect(Collectors.joining(", "));
  }
}
