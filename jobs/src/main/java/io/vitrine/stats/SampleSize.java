package io.vitrine.stats;

import java.util.OptionalLong;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many pairs it takes to tell a difference as large as the one seen with 80 % probability, at a
 * level of 5 %, two-sided.
 */
public final class SampleSize {
  private static final double POWER = 0.8;

  /** Pitman's efficiency of the signed-rank test beside the t-test, for normal differences. */
  private static final double SIGNED_RANK_EFFICIENCY = 3 / Math.PI;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double LEVEL_Z =
      NORMAL.inverseCumulativeProbability(1 - Estimate.ERROR_RATE / 2);
  private static final double POWER_Z = NORMAL.inverseCumulativeProbability(POWER);

  private SampleSize() {}

  /**
   * For McNemar's test (Connor 1987).
   *
   * @param onlyFirst things that the first treatment alone got right
   * @param onlySecond things that the second one alone got right
   * @param n pairs seen
   * @return pairs needed in all; empty when no difference was seen, which no number would tell
   */
  public static OptionalLong mcNemar(long onlyFirst, long onlySecond, long n) {
    if (onlyFirst == onlySecond) {
      return OptionalLong.empty();
    }

    double differing = (double) (onlyFirst + onlySecond) / n;
    double difference = (double) (onlySecond - onlyFirst) / n;
    double root =
        LEVEL_Z * Math.sqrt(differing) + POWER_Z * Math.sqrt(differing - difference * difference);
    return OptionalLong.of((long) Math.ceil(root * root / (difference * difference)));
  }

  /**
   * For the signed-rank test, from the t-test's size and the tests' relative efficiency.
   *
   * @param differences of each pair, at least one
   * @return pairs needed in all; empty when no difference was seen
   */
  public static OptionalLong signedRank(double[] differences) {
    return signedRank(
        Mean.of(differences).getAsDouble(), StandardDeviation.of(differences).getAsDouble());
  }

  /**
   * Likewise.
   *
   * @param mean of the differences
   * @param deviation standard deviation of the differences
   */
  static OptionalLong signedRank(double mean, double deviation) {
    return size(mean, deviation, SIGNED_RANK_EFFICIENCY);
  }

  /**
   * For a difference that was bootstrapped, taken as normal with an error that shrinks as the root
   * of the pairs grows.
   *
   * @return pairs needed in all; empty when no difference was seen
   */
  public static OptionalLong of(Bootstrap.Distribution difference) {
    double error = StandardDeviation.of(difference.resampled()).getAsDouble();
    return size(difference.value(), error * Math.sqrt(difference.n()), /* efficiency= */ 1);
  }

  private static OptionalLong size(double mean, double deviation, double efficiency) {
    if (mean == 0) {
      return OptionalLong.empty();
    }

    double root = (LEVEL_Z + POWER_Z) * deviation / mean;
    return OptionalLong.of((long) Math.ceil(root * root / efficiency));
  }
}
