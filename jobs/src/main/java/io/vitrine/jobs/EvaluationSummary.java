package io.vitrine.jobs;

import java.time.Instant;
import java.util.Map;

/**
 * The figures of an evaluation, in the shape of every run's summary.
 *
 * @param status {@code ok}, or {@code gate_missed}
 * @param counts products with a label: those with a result are {@code ok}, those that the tables do
 *     not know are {@code untried}
 * @param metrics values by name
 */
record EvaluationSummary(
    String runId,
    String status,
    RunSummary.Counts counts,
    Map<String, Long> errorCodes,
    double imagesPerSecond,
    int engineLoads,
    int executors,
    Map<String, Double> metrics) {

  static EvaluationSummary of(Evaluation evaluation, boolean passed) {
    long untried = evaluation.products() - evaluation.answered() - evaluation.failed();
    return new EvaluationSummary(
        RunId.next(Instant.now()),
        passed ? RunSummary.OK : "gate_missed",
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
        evaluation.metrics());
  }
}
