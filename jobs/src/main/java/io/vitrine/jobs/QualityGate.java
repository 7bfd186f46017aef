package io.vitrine.jobs;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.json.YamlFile;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Thresholds that metrics must not miss. A share must not be under its threshold; a time, a cost or
 * what else is better when lower, not above it.
 */
final class QualityGate {
  private final Map<Metric, Double> targets;
  private final Map<Metric, Double> demands;

  /**
   * @param targets hold where there is data
   * @param demands hold always
   */
  private QualityGate(Map<Metric, Double> targets, Map<Metric, Double> demands) {
    this.targets = targets;
    this.demands = demands;
  }

  /**
   * A gate of thresholds that were asked for by name, each of which needs a value.
   *
   * @throws io.vitrine.error.VitrineException when a metric is unknown
   */
  static QualityGate of(Map<String, Double> thresholds) {
    return new QualityGate(Map.of(), known(thresholds, "Correct --fail-under"));
  }

  /**
   * The targets of {@code quality.yaml}; those that there is no data for are passed over.
   *
   * @throws io.vitrine.error.VitrineException when the file cannot be used
   */
  static QualityGate targets(Path conf) {
    Path file = conf.resolve("quality.yaml");
    Map<String, Double> thresholds =
        YamlFile.read(
            file,
            new TypeReference<LinkedHashMap<String, Double>>() {},
            (reason, cause) -> unreadable(file, reason, cause));
    for (Map.Entry<String, Double> threshold : thresholds.entrySet()) {
      if (threshold.getValue() == null) {
        throw unreadable(file, threshold.getKey() + " has no value", null);
      }
    }

    return new QualityGate(known(thresholds, "Correct " + file), Map.of());
  }

  private static VitrineException unreadable(Path file, String reason, Exception cause) {
    return Errors.invalid(
        "Cannot read the targets in " + file,
        reason,
        "Give each metric a number, as in category_recall: 0.90",
        cause);
  }

  private static Map<Metric, Double> known(Map<String, Double> thresholds, String whatToDo) {
    Map<Metric, Double> known = new EnumMap<>(Metric.class);
    thresholds.forEach(
        (name, threshold) ->
            known.put(
                Metric.of(name)
                    .orElseThrow(
                        () ->
                            Errors.invalid(
                                "There is no metric '" + name + "'",
                                "the metrics are " + Metric.keys(),
                                whatToDo)),
                threshold));
    return known;
  }

  /** This gate's targets where another one has no demand of its own, and that one's demands. */
  QualityGate with(QualityGate other) {
    Map<Metric, Double> left = new EnumMap<>(Metric.class);
    left.putAll(targets);
    left.keySet().removeAll(other.demands.keySet());
    return new QualityGate(left, other.demands);
  }

  /**
   * What was missed, as sentences.
   *
   * @throws io.vitrine.error.VitrineException when a metric that was asked for has no value
   */
  List<String> misses(Map<String, Double> metrics) {
    for (Metric metric : demands.keySet()) {
      if (!metrics.containsKey(metric.key())) {
        throw Errors.invalid(
            "Cannot check " + metric.key(),
            "there are no labels or results for it",
            "Leave it out of --fail-under, or add them");
      }
    }

    return misses(metrics, metrics);
  }

  private List<String> misses(Map<String, Double> judged, Map<String, Double> values) {
    List<String> misses = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      Optional<Target> target = target(metric);
      Double value = judged.get(metric.key());
      if (target.isPresent() && value != null && !target.get().isMet(value)) {
        misses.add(
            String.format(
                Locale.ROOT,
                "%s is %s, %s %s",
                metric.key(),
                number(values.get(metric.key())),
                metric.lowerIsBetter() ? "above" : "under",
                number(target.get().threshold())));
      }
    }

    return misses;
  }

  /** What the whole interval of a metric misses, as sentences. */
  List<String> sureMisses(List<Score> scores) {
    Map<String, Double> atBest = new LinkedHashMap<>();
    for (Score score : scores) {
      if (score.isOverall()) {
        boolean low = Metric.of(score.metric()).orElseThrow().lowerIsBetter();
        atBest.put(score.metric(), low ? score.estimate().low() : score.estimate().high());
      }
    }

    return misses(atBest, Evaluation.overall(scores));
  }

  /** How a metric stands: its threshold, and whether it is met; nothing where it has none. */
  String verdict(Metric metric, Estimate estimate) {
    return target(metric).map(target -> verdict(target, estimate)).orElse("");
  }

  private static String verdict(Target target, Estimate estimate) {
    Target.Verdict verdict = target.verdict(estimate);
    return (target.isCeiling() ? "≤ " : "≥ ")
        + number(target.threshold())
        + (verdict.isMet() ? " met" : " missed")
        + (verdict.isSure() ? "" : ", not surely");
  }

  /** What a metric is to reach; empty where nothing is said about it. */
  Optional<Target> target(Metric metric) {
    return Optional.ofNullable(demands.getOrDefault(metric, targets.get(metric)))
        .map(threshold -> new Target(threshold, metric.lowerIsBetter()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceFirst("\\.?0+$", "");
  }
}
