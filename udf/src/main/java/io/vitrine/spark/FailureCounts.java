package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/** Counts failed pictures by code, over all tasks. Safe for use by many threads. */
public final class FailureCounts extends AccumulatorV2<ErrorCode, Map<ErrorCode, Long>> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<ErrorCode, Long> counts = new TreeMap<>();

  @Override
  public synchronized boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public synchronized FailureCounts copy() {
    FailureCounts copy = new FailureCounts();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public synchronized void reset() {
    counts.clear();
  }

  @Override
  public synchronized void add(ErrorCode code) {
    counts.merge(code, 1L, Long::sum);
  }

  @Override
  public void merge(AccumulatorV2<ErrorCode, Map<ErrorCode, Long>> other) {
    Map<ErrorCode, Long> theirs = other.value();
    synchronized (this) {
      theirs.forEach((code, count) -> counts.merge(code, count, Long::sum));
    }
  }

  /** The counts as they are now. */
  @Override
  public synchronized Map<ErrorCode, Long> value() {
    return new TreeMap<>(counts);
  }
}
