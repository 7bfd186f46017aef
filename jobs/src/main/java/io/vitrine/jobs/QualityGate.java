package io.vitrine.jobs;

import io.vitrine.error.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Thresholds that metrics must not miss. A share must not be under its threshold, a time or a cost
 * not above it.
 *
 * @param thresholds by metric
 */
record QualityGate(Map<String, Double> thresholds) {

  /**
   * Makes a gate.
   *
   * @throws io.vitrine.error.VitrineException when a metric is unknown
   */
  static QualityGate of(Map<String, Double> thresholds) {
    for (String name : thresholds.keySet()) {
      if (Metric.of(name).isEmpty()) {
        throw Errors.invalid(
            "There is no metric '" + name + "'",
            "the metrics are " + Metric.keys(),
            "Correct --fail-under");
      }
    }
    return new QualityGate(thresholds);
  }

  /**
   * What was missed, as sentences.
   *
   * @throws io.vitrine.error.VitrineException when a metric of the gate has no value
   */
  List<String> misses(Map<String, Double> metrics) {
    List<String> misses = new ArrayList<>();
    thresholds.forEach(
        (name, threshold) -> {
          Double value = metrics.get(name);
          if (value == null) {
            throw Errors.invalid(
                "Cannot check " + name,
                "there are no labels or results for it",
                "Leave it out of --fail-under, or add them");
          }
          boolean lowerIsBetter = Metric.of(name).orElseThrow().lowerIsBetter();
          if (lowerIsBetter ? value > threshold : value < threshold) {
            misses.add(
                String.format(
                    Locale.ROOT,
                    "%s is %s, %s %s",
                    name,
                    number(value),
                    lowerIsBetter ? "above" : "under",
                    number(threshold)));
          }
        });
    return misses;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceFirst("\\.?0+$", "");
  }
}
