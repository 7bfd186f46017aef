package io.vitrine.jobs;

import io.vitrine.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as a person reads it. */
final class EvaluationReport {
  private static final int CONFUSIONS = 5;

  private EvaluationReport() {}

  /**
   * The metrics, what became of the labelled products, and the most frequent mistakes.
   *
   * @param targets that metrics are held against
   */
  static List<String> lines(Evaluation evaluation, QualityGate targets) {
    List<String> lines = new ArrayList<>();
    TextTable scores =
        new TextTable(List.of("metric", "value", "95 % interval", "n", "target"))
            .alignRight(1)
            .alignRight(2)
            .alignRight(3);
    Map<Metric, Estimate> known = evaluation.estimates();
    known.forEach(
        (metric, estimate) -> {
          if (metric.tellsMore(known)) {
            scores.row(row(metric, estimate, targets));
          }
        });

    lines.addAll(scores.lines());
    outcome(lines, evaluation);
    confusions(lines, evaluation);
    return lines;
  }

  private static List<String> row(Metric metric, Estimate estimate, QualityGate targets) {
    String form = metric.isTime() ? "%.0f" : "%.4f";
    // a single run's cost has no spread
    boolean hasSpread = estimate.low() < estimate.high();
    return List.of(
        metric.key(),
        String.format(Locale.ROOT, form, estimate.value()),
        hasSpread
            ? String.format(Locale.ROOT, form + " to " + form, estimate.low(), estimate.high())
            : "",
        Long.toString(estimate.n()),
        targets.verdict(metric, estimate));
  }

  private static void outcome(List<String> lines, Evaluation evaluation) {
    long unknown = evaluation.products() - evaluation.answered() - evaluation.failed();
    if (evaluation.failed() > 0 || unknown > 0) {
      lines.add("");
    }

    if (evaluation.failed() > 0) {
      lines.add("failed, counted as wrong: " + evaluation.errorCodes());
    }

    if (unknown > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "in the gold file only, counted as wrong: %d products, such as %s",
              unknown,
              String.join(", ", evaluation.unknown())));
    }
  }

  private static void confusions(List<String> lines, Evaluation evaluation) {
    TextTable table =
        new TextTable(List.of("field", "labelled", "answered", "products")).alignRight(3);
    boolean any = false;
    for (FieldScore score : evaluation.fields()) {
      for (FieldScore.Answer answer : score.confusions(CONFUSIONS)) {
        String given = answer.answer() == null ? "(no result)" : answer.answer();
        table.row(List.of(score.field(), answer.label(), given, Long.toString(answer.count())));
        any = true;
      }
    }
    if (any) {
      lines.add("");
      lines.add("most frequent mistakes");
      lines.addAll(table.lines());
    }
  }
}
