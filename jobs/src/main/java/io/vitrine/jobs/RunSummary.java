package io.vitrine.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vitrine.json.JsonText;
import io.vitrine.table.PlanCounts;
import java.nio.file.Path;
import java.util.Map;

/**
 * The figures of a run.
 *
 * @param status {@code running}, {@code ok}, {@code failed}, {@code budget_exceeded}, {@code
 *     gate_missed}, {@code stopped}, {@code interrupted} or {@code dry_run}
 * @param errorCodes failures by code
 * @param imagesPerSecond pictures run over the time from the first one's begin to the last one's
 *     end, start-up and the model's load left out; 0 when none was tried
 * @param engineLoads loads of the model that this run caused
 * @param executors executors that worked on pictures
 * @param reason why the failure budget is exceeded, in words; else null
 * @param forecast what a dry run expects; else null
 */
public record RunSummary(
    String runId,
    String status,
    Counts counts,
    Map<String, Long> errorCodes,
    double imagesPerSecond,
    int engineLoads,
    int executors,
    @JsonInclude(JsonInclude.Include.NON_NULL) String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) Forecast forecast) {
  static final String RUNNING = "running";
  static final String OK = "ok";
  static final String FAILED = "failed";
  static final String BUDGET_EXCEEDED = "budget_exceeded";
  static final String DRY_RUN = "dry_run";

  /** Results did not reach a target; what was done is committed. */
  static final String GATE_MISSED = "gate_missed";

  /** Ended early because it was asked to; what was done is committed. */
  static final String STOPPED = "stopped";

  /** The driver ended without a word; what it had staged was committed by a later run. */
  static final String INTERRUPTED = "interrupted";

  /**
   * Where the pictures went: {@code input} is {@code reused + skipped + todo}, and {@code todo} is
   * {@code ok + failed + untried}.
   *
   * @param reused have a result that still holds, or took that of a picture with the same bytes
   * @param todo had to be run
   * @param skipped have a known permanent fault
   * @param untried are left for another run
   * @param stale had a result that no longer holds
   */
  public record Counts(
      long input,
      long reused,
      long skipped,
      long todo,
      long ok,
      long failed,
      long untried,
      long stale) {

    /** What has become of a plan. */
    static Counts of(PlanCounts plan, Outcome outcome) {
      long todo = plan.todo() - outcome.reused();
      return new Counts(
          plan.input(),
          plan.reused() + outcome.reused(),
          plan.skipped(),
          todo,
          outcome.ok(),
          outcome.failed(),
          todo - outcome.ok() - outcome.failed(),
          plan.stale());
    }
  }

  /** Of work that ran no picture. */
  static RunSummary withoutRun(
      String runId, String status, Counts counts, Map<String, Long> errorCodes) {
    return new RunSummary(
        runId,
        status,
        counts,
        errorCodes,
        /* imagesPerSecond= */ 0,
        /* engineLoads= */ 0,
        /* executors= */ 0,
        /* reason= */ null,
        /* forecast= */ null);
  }

  /** These figures, and why the failure budget is exceeded; null when it is not. */
  RunSummary because(String text) {
    return new RunSummary(
        runId, status, counts, errorCodes, imagesPerSecond, engineLoads, executors, text, forecast);
  }

  /** These figures, and what is to be expected. */
  RunSummary expecting(Forecast expected) {
    return new RunSummary(
        runId,
        status,
        counts,
        errorCodes,
        imagesPerSecond,
        engineLoads,
        executors,
        reason,
        expected);
  }

  /**
   * What has become of the pictures that were to be run.
   *
   * @param reused those of the same bytes as others, and so not run
   */
  record Outcome(long ok, long reused, long failed) {}

  /**
   * Writes the figures as one JSON object; whoever reads the file sees all of it or the one before.
   *
   * @throws io.vitrine.error.VitrineException when it cannot be written
   */
  public void write(Path file) {
    OutputFile.write("summary", file, JsonText.indented(this));
  }
}
