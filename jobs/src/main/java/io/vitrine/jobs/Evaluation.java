package io.vitrine.jobs;

import io.vitrine.stats.Estimate;
import io.vitrine.stats.Proportion;
import io.vitrine.table.QualityTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables held against people's labels.
 *
 * @param fields one score for each field that has labels
 * @param latencies 50th, 95th and 99th percentile in milliseconds, time in the queue left out;
 *     empty when no picture was answered
 * @param products products with a label
 * @param answered products of those with a result
 * @param errorCodes products of those that failed, by code
 * @param unknown some products of those that the tables have never seen
 * @param fingerprint that of most results; null without a result
 */
record Evaluation(
    List<FieldScore> fields,
    List<Estimate> latencies,
    long products,
    long answered,
    Map<String, Long> errorCodes,
    List<String> unknown,
    String fingerprint) {
  static final String CATEGORY_RECALL = "category_recall";
  static final String ATTRIBUTE_ACCURACY = "attribute_accuracy";

  /** Every metric there is, in the order in which they are shown. */
  static final List<String> METRICS =
      List.of(
          CATEGORY_RECALL,
          ATTRIBUTE_ACCURACY,
          "color_accuracy",
          "material_accuracy",
          "latency_p50_ms",
          "latency_p95_ms",
          "latency_p99_ms");

  /** What a share is made of. */
  record Share(long right, long labelled) {
    double value() {
      return (double) right / labelled;
    }

    /** The share with its interval; the values of one product count as independent. */
    Estimate estimate() {
      return Proportion.of(right, labelled);
    }
  }

  /** Shares by metric; those without labels are left out. A missing or failed row is wrong. */
  Map<String, Share> shares() {
    Map<String, Share> shares = new LinkedHashMap<>();
    put(shares, CATEGORY_RECALL, List.of("category"));
    put(shares, ATTRIBUTE_ACCURACY, List.of("color", "material"));
    put(shares, "color_accuracy", List.of("color"));
    put(shares, "material_accuracy", List.of("material"));
    return shares;
  }

  /** Values by metric, those without data left out. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    shares().forEach((name, share) -> metrics.put(name, share.value()));
    for (int i = 0; i < latencies.size(); i++) {
      metrics.put(METRICS.get(METRICS.indexOf("latency_p50_ms") + i), latencies.get(i).value());
    }
    return metrics;
  }

  /**
   * One metric of one slice.
   *
   * @param slice {@link QualityTable#ALL}, or what the metric is of
   */
  record Score(String metric, String slice, Estimate estimate) {}

  /** Every metric with its interval, those of single categories too. */
  List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    shares()
        .forEach((name, share) -> scores.add(new Score(name, QualityTable.ALL, share.estimate())));
    for (int i = 0; i < latencies.size(); i++) {
      String name = METRICS.get(METRICS.indexOf("latency_p50_ms") + i);
      scores.add(new Score(name, QualityTable.ALL, latencies.get(i)));
    }

    field("category").ifPresent(category -> scores.addAll(CategoryScores.of(category)));
    return scores;
  }

  long failed() {
    return errorCodes.values().stream().mapToLong(Long::longValue).sum();
  }

  Optional<FieldScore> field(String name) {
    return fields.stream().filter(score -> score.field().equals(name)).findFirst();
  }

  private void put(Map<String, Share> shares, String metric, List<String> names) {
    List<FieldScore> scores = names.stream().flatMap(name -> field(name).stream()).toList();
    long labelled = scores.stream().mapToLong(FieldScore::labelled).sum();
    if (labelled > 0) {
      long right = scores.stream().mapToLong(FieldScore::right).sum();
      shares.put(metric, new Share(right, labelled));
    }
  }
}
