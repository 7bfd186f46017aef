package io.vitrine.stats;

/**
 * What a value is to reach.
 *
 * @param isCeiling whether the value must not be above the threshold; else it must not be under it
 */
public record Target(double threshold, boolean isCeiling) {

  /** How a value stands to a target. */
  public enum Verdict {
    MET,
    /** The value meets it, but another sample's might not. */
    MET_UNSURELY,
    /** The value misses it, but another sample's might not. */
    MISSED_UNSURELY,
    MISSED;

    public boolean isMet() {
      return this == MET || this == MET_UNSURELY;
    }

    /** Whether the whole interval lies on the value's side. */
    public boolean isSure() {
      return this == MET || this == MISSED;
    }
  }

  /** The value decides; the interval says how sure that is. */
  public Verdict verdict(Estimate estimate) {
    boolean isSure = isMet(estimate.low()) == isMet(estimate.high());
    if (isMet(estimate.value())) {
      return isSure ? Verdict.MET : Verdict.MET_UNSURELY;
    }

    return isSure ? Verdict.MISSED : Verdict.MISSED_UNSURELY;
  }

  /** Whether a value as large as the threshold or better was reached. */
  public boolean isMet(double value) {
    return isCeiling ? value <= threshold : value >= threshold;
  }
}
