package io.vitrine.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Percentile intervals by resampling (Efron 1979). The observations come as kinds with counts, for
 * statistics of products depend on few things about each; a resample is then a list of counts, too.
 *
 * <p>Every instance draws the same numbers, so that the same tables give the same intervals.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 1000;
  private static final long SEED = 20_261_123;
  private static final Quantile QUANTILE =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

  private final int resamples;
  private final IntUnaryOperator below;

  public Bootstrap() {
    this(RESAMPLES, new SplittableRandom(SEED)::nextInt);
  }

  /**
   * A bootstrap that draws as it is told.
   *
   * @param below a number from 0 to its argument, exclusive; called once for each observation of
   *     each resample
   */
  Bootstrap(int resamples, IntUnaryOperator below) {
    this.resamples = resamples;
    this.below = below;
  }

  /**
   * A statistic of a sample and of its resamples.
   *
   * @param value of the sample itself
   * @param resampled of each resample, ascending; not to be written to
   * @param n observations
   */
  public record Distribution(double value, double[] resampled, long n) {

    /** The value with its percentile interval. */
    public Estimate estimate() {
      double[] ends =
          QUANTILE.evaluate(resampled, Estimate.ERROR_RATE / 2, 1 - Estimate.ERROR_RATE / 2);
      // the interval of a value at the edge of its range need not hold it
      return new Estimate(value, Math.min(ends[0], value), Math.max(ends[1], value), n);
    }

    /**
     * How unlikely the value were if the truth were zero: twice the smaller share of resamples on
     * the other side, the sample itself counted as one of them.
     */
    public double pValue() {
      long notAbove = Arrays.stream(resampled).filter(v -> v <= 0).count();
      long notBelow = Arrays.stream(resampled).filter(v -> v >= 0).count();
      return Math.min(1, 2 * (Math.min(notAbove, notBelow) + 1.0) / (resampled.length + 1.0));
    }
  }

  /**
   * Statistics of a sample of single values.
   *
   * @param values at least one
   * @param statistic of a sample as large as {@code values}
   */
  public Distribution of(double[] values, Function<double[], Double> statistic) {
    long[] counts = new long[values.length];
    Arrays.fill(counts, 1);
    return of(
            counts,
            drawn -> {
              double[] sample = new double[values.length];
              int next = 0;
              for (int i = 0; i < drawn.length; i++) {
                Arrays.fill(sample, next, next + (int) drawn[i], values[i]);
                next += (int) drawn[i];
              }

              return new double[] {statistic.apply(sample)};
            })
        .get(0);
  }

  /**
   * Statistics of a sample.
   *
   * @param counts observations of each kind, at least one in all and less than 2^31
   * @param statistics any number of statistics, each from the counts by kind
   * @return one distribution for each statistic
   */
  public List<Distribution> of(long[] counts, Function<long[], double[]> statistics) {
    int[] kinds = kinds(counts);
    double[] values = statistics.apply(counts.clone());
    double[][] resampled = new double[values.length][resamples];
    long[] drawn = new long[counts.length];
    for (int i = 0; i < resamples; i++) {
      Arrays.fill(drawn, 0);
      for (int j = 0; j < kinds.length; j++) {
        drawn[kinds[below.applyAsInt(kinds.length)]]++;
      }

      double[] of = statistics.apply(drawn);
      for (int k = 0; k < of.length; k++) {
        resampled[k][i] = of[k];
      }
    }

    List<Distribution> distributions = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      Arrays.sort(resampled[k]);
      distributions.add(new Distribution(values[k], resampled[k], kinds.length));
    }

    return distributions;
  }

  /** The kind of every observation. */
  private static int[] kinds(long[] counts) {
    int[] kinds = new int[Math.toIntExact(Arrays.stream(counts).sum())];
    int next = 0;
    for (int kind = 0; kind < counts.length; kind++) {
      Arrays.fill(kinds, next, next + (int) counts[kind], kind);
      next += (int) counts[kind];
    }

    return kinds;
  }
}
