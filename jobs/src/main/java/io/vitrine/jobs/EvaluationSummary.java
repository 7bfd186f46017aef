package io.vitrine.jobs;

import java.util.List;
import java.util.Map;

/**
 * The figures of an evaluation, in the shape of every run's summary.
 *
 * @param status {@code ok}, or {@code gate_missed}
 * @param counts products with a label: those with a result are {@code ok}, those that the tables do
 *     not know are {@code untried}
 * @param metrics values by name
 * @param scores every metric with its interval, as they stand in {@code quality}
 */
record EvaluationSummary(
    String runId,
    String status,
    RunSummary.Counts counts,
    Map<String, Long> errorCodes,
    double imagesPerSecond,
    int engineLoads,
    int executors,
    Map<String, Double> metrics,
    List<Score> scores) {

  static EvaluationSummary of(Evaluation evaluation, String runId, boolean passed) {
    long untried = evaluation.products() - evaluation.answered() - evaluation.failed();
    return new EvaluationSummary(
        runId,
        passed ? RunSummary.OK : RunSummary.GATE_MISSED,
        new RunSummary.Counts(
            evaluation.products(),
            0,
            0,
            evaluation.products(),
            evaluation.answered(),
            evaluation.failed(),
            untried,
            0),
        evaluation.errorCodes(),
        /* imagesPerSecond= */ 0,
        /* engineLoads= */ 0,
        /* executors= */ 0,
        evaluation.metrics(),
        evaluation.scores());
  }
}
