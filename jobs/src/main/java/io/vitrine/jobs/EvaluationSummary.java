package io.vitrine.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * The figures of an evaluation, in the shape of every run's summary.
 *
 * @param run its status is {@code ok} or {@code gate_missed}; its counts are products with a label:
 *     those with a result are {@code ok}, those that the tables do not know are {@code untried}
 * @param metrics values by name
 * @param scores every metric with its interval, as they stand in {@code quality}
 */
record EvaluationSummary(
    @JsonUnwrapped RunSummary run, Map<String, Double> metrics, List<Score> scores) {

  static EvaluationSummary of(Evaluation evaluation, String runId, boolean passed) {
    RunSummary.Counts counts =
        new RunSummary.Counts(
            evaluation.products(),
            /* reused= */ 0,
            /* skipped= */ 0,
            evaluation.products(),
            evaluation.answered(),
            evaluation.failed(),
            evaluation.products() - evaluation.answered() - evaluation.failed(),
            /* stale= */ 0);
    return new EvaluationSummary(
        RunSummary.withoutRun(
            runId,
            passed ? RunSummary.OK : RunSummary.GATE_MISSED,
            counts,
            evaluation.errorCodes()),
        evaluation.metrics(),
        evaluation.scores());
  }
}
