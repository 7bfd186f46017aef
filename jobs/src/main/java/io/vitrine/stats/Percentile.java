package io.vitrine.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Where in a sorted sample a percentile and its interval lie, so that whoever holds the sample need
 * not hand it out.
 *
 * <p>The interval is the distribution-free one between two order statistics (Conover, Practical
 * Nonparametric Statistics, 3.2): the number of observations below the true percentile is binomial.
 *
 * @param share which percentile, between 0 and 1
 * @param low position of the interval's lower end, from 0 for the smallest observation to 1 for the
 *     largest
 * @param high position of its upper end, likewise
 * @param n observations
 */
public record Percentile(double share, double low, double high, long n) {

  /**
   * The positions of a percentile in a sample.
   *
   * @param n at least 1, and less than 2^31
   */
  public static Percentile of(double share, long n) {
    BinomialDistribution below = BinomialDistribution.of(Math.toIntExact(n), share);
    // one-based ranks; a rank outside the sample means that it is too small to bound that side
    long first = Math.max(1, below.inverseCumulativeProbability(Estimate.ERROR_RATE / 2));
    long last = Math.min(n, below.inverseCumulativeProbability(1 - Estimate.ERROR_RATE / 2) + 1L);
    return new Percentile(share, position(first, n), position(last, n), n);
  }

  private static double position(long rank, long n) {
    return n == 1 ? 0 : (rank - 1.0) / (n - 1.0);
  }
}
