package io.vitrine.stats;

/**
 * A value computed from a sample, and the interval in which it would lie in 95 of 100 samples.
 *
 * @param value the value
 * @param low lower end of the interval, at most {@code value}
 * @param high upper end of the interval, at least {@code value}
 * @param n observations that it rests on
 */
public record Estimate(double value, double low, double high, long n) {
  /** What an interval covers. */
  public static final double CONFIDENCE = 0.95;

  /** What is left for both tails together. */
  static final double ERROR_RATE = 0.05;
}
