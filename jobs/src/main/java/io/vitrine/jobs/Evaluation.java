package io.vitrine.jobs;

import io.vitrine.stats.Estimate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables held against people's labels.
 *
 * @param fields one for each field that has labels, values named as the taxonomy names them
 * @param scores every metric that there is data for, those of single categories too
 * @param products products with a label
 * @param answered products of those with a result
 * @param errorCodes products of those that failed, by code
 * @param unknown some products of those that the tables have never seen
 * @param fingerprint that of most results; null without a result
 */
record Evaluation(
    List<FieldScore> fields,
    List<Score> scores,
    long products,
    long answered,
    Map<String, Long> errorCodes,
    List<String> unknown,
    String fingerprint) {

  /** Values of the metrics over everything, by name. */
  Map<String, Double> metrics() {
    return overall(scores);
  }

  /** Values of those scores that are over everything, by name. */
  static Map<String, Double> overall(List<Score> scores) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    scores.stream()
        .filter(Score::isOverall)
        .forEach(score -> metrics.put(score.metric(), score.estimate().value()));
    return metrics;
  }

  /** The metrics over everything, in their order. */
  Map<Metric, Estimate> estimates() {
    Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
    scores.stream()
        .filter(Score::isOverall)
        .forEach(s -> estimates.put(Metric.of(s.metric()).orElseThrow(), s.estimate()));
    return estimates;
  }

  long failed() {
    return Tally.total(errorCodes);
  }
}
