package io.vitrine.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vitrine.stats.Bootstrap;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.PairedTest;
import io.vitrine.stats.SampleSize;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How a metric of two treatments of the same things differs.
 *
 * @param a the metric of the first
 * @param b the metric of the second
 * @param difference {@code b - a} with its interval, bootstrapped over pairs
 * @param pValue two-sided
 * @param test {@code McNemar}, {@code Wilcoxon} or {@code bootstrap}
 * @param needed pairs that would tell a difference as large as this with 80 % probability; null
 *     where none was seen
 */
record Difference(
    String metric,
    double a,
    double b,
    Estimate difference,
    double pValue,
    String test,
    Long needed) {
  private static final double LEVEL = 0.05;

  /**
   * Of the shares of things that were right.
   *
   * @param both things that both got right
   * @param onlyA things that the first alone got right
   * @param onlyB things that the second alone got right
   * @param neither things that none got right; at least one thing in all
   */
  static Difference ofShares(String metric, long both, long onlyA, long onlyB, long neither) {
    long[] counts = {both, onlyA, onlyB, neither};
    long n = Arrays.stream(counts).sum();
    Estimate difference =
        new Bootstrap()
            .of(counts, c -> new double[] {(double) (c[2] - c[1]) / n})
            .get(0)
            .estimate();
    return new Difference(
        metric,
        (double) (both + onlyA) / n,
        (double) (both + onlyB) / n,
        difference,
        PairedTest.mcNemar(onlyA, onlyB),
        "McNemar",
        boxed(SampleSize.mcNemar(onlyA, onlyB, n)));
  }

  /**
   * Of the means of ratings.
   *
   * @param a ratings of the first, at least one
   * @param b ratings of the second, of the same things
   */
  static Difference ofRatings(String metric, double[] a, double[] b) {
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> b[i] - a[i]);
    return new Difference(
        metric,
        mean(a),
        mean(b),
        new Bootstrap().of(differences, Difference::mean).estimate(),
        PairedTest.signedRank(differences),
        "Wilcoxon",
        boxed(SampleSize.signedRank(differences)));
  }

  /**
   * Of anything else.
   *
   * @param counts pairs of each kind
   * @param metrics the metric of both, from the counts by kind
   */
  static Difference of(String metric, long[] counts, Function<long[], double[]> metrics) {
    double[] values = metrics.apply(counts);
    Bootstrap.Distribution difference =
        new Bootstrap()
            .of(
                counts,
                drawn -> {
                  double[] of = metrics.apply(drawn);
                  return new double[] {of[1] - of[0]};
                })
            .get(0);
    return new Difference(
        metric,
        values[0],
        values[1],
        difference.estimate(),
        difference.pValue(),
        "bootstrap",
        boxed(SampleSize.of(difference)));
  }

  /** Whether the difference is told from none, at a level of 5 %. */
  boolean isSettled() {
    return pValue < LEVEL;
  }

  /** Pairs beyond those there are that would settle it; null where no number would. */
  @JsonProperty("more")
  Long more() {
    return isSettled() ? Long.valueOf(0) : needed == null ? null : Math.max(1, needed - n());
  }

  long n() {
    return difference.n();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
