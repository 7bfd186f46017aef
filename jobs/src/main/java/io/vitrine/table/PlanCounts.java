package io.vitrine.table;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many pictures are in which state when a run begins.
 *
 * @param reused have a result that still holds
 * @param skipped have a known permanent fault
 * @param todo are to be run
 * @param stale those of {@code todo} that have a result which no longer holds
 * @param failedBefore those of {@code todo} whose earlier tries failed
 */
public record PlanCounts(
    @JsonProperty("reused") long reused,
    @JsonProperty("skipped") long skipped,
    @JsonProperty("todo") long todo,
    @JsonProperty("stale") long stale,
    @JsonProperty("failed_before") long failedBefore) {

  /** All pictures of the product table. */
  public long input() {
    return reused + skipped + todo;
  }
}
