package io.vitrine.jobs;

import io.vitrine.stats.Estimate;
import io.vitrine.table.QualityTable;

/**
 * One metric of one slice.
 *
 * @param slice {@link QualityTable#ALL}, or what the metric is of
 */
record Score(String metric, String slice, Estimate estimate) {

  /** A metric over everything. */
  static Score of(Metric metric, Estimate estimate) {
    return new Score(metric.key(), QualityTable.ALL, estimate);
  }

  boolean isOverall() {
    return slice.equals(QualityTable.ALL);
  }
}
