package io.vitrine.stats;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** A share of independent observations, with Wilson's score interval (Wilson 1927). */
public final class Proportion {
  private Proportion() {}

  /**
   * The share of hits.
   *
   * @param hits from 0 to n
   * @param n at least 1, and less than 2^31
   * @throws IllegalArgumentException when there is no observation, or more hits than observations
   */
  public static Estimate of(long hits, long n) {
    return of(hits, n, Estimate.ERROR_RATE);
  }

  /**
   * The share of hits, with an interval of another width.
   *
   * @param hits from 0 to n
   * @param n at least 1, and less than 2^31
   * @param errorRate share of samples whose interval misses, both tails together
   * @throws IllegalArgumentException when there is no observation, or more hits than observations
   */
  public static Estimate of(long hits, long n, double errorRate) {
    Interval wilson =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
            Math.toIntExact(n), Math.toIntExact(hits), errorRate);
    double share = (double) hits / n;
    // of no hits, or hits alone, the end can be rounded to the wrong side of the share
    return new Estimate(
        share,
        Math.max(0, Math.min(wilson.getLowerBound(), share)),
        Math.min(1, Math.max(wilson.getUpperBound(), share)),
        n);
  }
}
