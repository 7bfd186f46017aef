package io.vitrine.report;

import io.vitrine.stats.Estimate;
import io.vitrine.stats.Proportion;

/**
 * A share with its 95 % interval.
 *
 * @param name what it is of
 */
public record Share(String name, Estimate estimate) {

  /**
   * A share that was counted.
   *
   * @param all at least 1
   */
  static Share of(String name, long right, long all) {
    return new Share(name, Proportion.of(right, all));
  }

  /** The same of something else. */
  Share named(String other) {
    return new Share(other, estimate);
  }

  public double value() {
    return estimate.value();
  }

  public double low() {
    return estimate.low();
  }

  public double high() {
    return estimate.high();
  }

  /** What it is a share of. */
  public long all() {
    return estimate.n();
  }
}
