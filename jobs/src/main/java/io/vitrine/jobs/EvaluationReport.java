package io.vitrine.jobs;

import io.vitrine.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation as a person reads it. */
final class EvaluationReport {
  private static final int CONFUSIONS = 5;

  private EvaluationReport() {}

  static List<String> lines(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    TextTable scores =
        new TextTable(List.of("metric", "value", "95 % interval", "right", "labelled"))
            .alignRight(1)
            .alignRight(2)
            .alignRight(3)
            .alignRight(4);
    evaluation
        .shares()
        .forEach(
            (name, share) ->
                scores.row(
                    List.of(
                        name,
                        String.format(Locale.ROOT, "%.4f", share.value()),
                        interval(share.estimate()),
                        Long.toString(share.right()),
                        Long.toString(share.labelled()))));
    lines.addAll(scores.lines());
    lines.add("");
    if (!evaluation.latencies().isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "latency per picture: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms (%d pictures, waiting left out)",
              evaluation.latencies().get(0).value(),
              evaluation.latencies().get(1).value(),
              evaluation.latencies().get(2).value(),
              evaluation.latencies().get(0).n()));
    }
    outcome(lines, evaluation);
    confusions(lines, evaluation);
    return lines;
  }

  private static String interval(Estimate estimate) {
    return String.format(Locale.ROOT, "%.4f to %.4f", estimate.low(), estimate.high());
  }

  private static void outcome(List<String> lines, Evaluation evaluation) {
    if (evaluation.failed() > 0) {
      lines.add("failed, counted as wrong: " + evaluation.errorCodes());
    }
    long unknown = evaluation.products() - evaluation.answered() - evaluation.failed();
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
