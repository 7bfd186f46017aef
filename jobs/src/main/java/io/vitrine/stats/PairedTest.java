package io.vitrine.stats;

import java.util.Arrays;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/** Tests, two-sided, of whether two treatments of the same things differ. */
public final class PairedTest {
  private static final WilcoxonSignedRankTest SIGNED_RANK =
      WilcoxonSignedRankTest.withDefaults().with(ContinuityCorrection.DISABLED);

  private PairedTest() {}

  /**
   * McNemar's exact test: of the things that one treatment alone got right, is it the one or the
   * other treatment with even chances?
   *
   * @param onlyFirst things that the first treatment alone got right
   * @param onlySecond things that the second one alone got right
   * @return the p-value; 1 when they never differ
   */
  public static double mcNemar(long onlyFirst, long onlySecond) {
    int differing = Math.toIntExact(onlyFirst + onlySecond);
    return differing == 0
        ? 1
        : BinomialTest.withDefaults().test(differing, (int) onlySecond, 0.5).getPValue();
  }

  /**
   * Wilcoxon's signed-rank test; pairs that do not differ are left out, as R and SciPy do. Exact
   * for fewer than 50 differences without ties, else normal with the correction for ties.
   *
   * @param differences of each pair, such as the second rating less the first
   * @return the p-value; 1 when no pair differs
   */
  public static double signedRank(double[] differences) {
    double[] differing = Arrays.stream(differences).filter(d -> d != 0).toArray();
    return differing.length == 0 ? 1 : SIGNED_RANK.test(differing).getPValue();
  }
}
