package io.vitrine.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * The figures of a comparison, in the shape of every run's summary.
 *
 * @param run its counts are pictures that both prompts were asked about: {@code ok} where both have
 *     an answer
 */
record ComparisonSummary(@JsonUnwrapped RunSummary run, @JsonUnwrapped Comparison comparison) {

  static ComparisonSummary of(Comparison comparison, String runId) {
    long pictures = comparison.pictures();
    RunSummary.Counts counts =
        new RunSummary.Counts(
            pictures,
            /* reused= */ 0,
            /* skipped= */ 0,
            pictures,
            comparison.answered(),
            pictures - comparison.answered(),
            /* untried= */ 0,
            /* stale= */ 0);
    return new ComparisonSummary(
        RunSummary.withoutRun(runId, RunSummary.OK, counts, /* errorCodes= */ Map.of()),
        comparison);
  }
}
