package io.vitrine.report;

import io.vitrine.stats.Estimate;
import io.vitrine.stats.Proportion;

/**
 * A share with what it is made of.
 *
 * @param name what it is of
 * @param all at least 1
 */
public record Share(String name, long right, long all) {

  public double value() {
    return estimate().value();
  }

  /** Lower end of Wilson's 95 % interval. */
  public double low() {
    return estimate().low();
  }

  /** Upper end of Wilson's 95 % interval. */
  public double high() {
    return estimate().high();
  }

  private Estimate estimate() {
    return Proportion.of(right, all);
  }
}
