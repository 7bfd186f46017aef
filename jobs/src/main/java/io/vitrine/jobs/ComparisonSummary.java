package io.vitrine.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * The figures of a comparison, in the shape of every run's summary.
 *
 * @param counts pictures that both prompts were asked about: {@code ok} where both have an answer
 */
record ComparisonSummary(
    String runId,
    String status,
    RunSummary.Counts counts,
    Map<String, Long> errorCodes,
    double imagesPerSecond,
    int engineLoads,
    int executors,
    @JsonUnwrapped Comparison comparison) {

  static ComparisonSummary of(Comparison comparison, String runId) {
    long pictures = comparison.pictures();
    return new ComparisonSummary(
        runId,
        RunSummary.OK,
        new RunSummary.Counts(
            pictures,
            0,
            0,
            pictures,
            comparison.answered(),
            pictures - comparison.answered(),
            /* untried= */ 0,
            /* stale= */ 0),
        /* errorCodes= */ Map.of(),
        /* imagesPerSecond= */ 0,
        /* engineLoads= */ 0,
        /* executors= */ 0,
        comparison);
  }
}
