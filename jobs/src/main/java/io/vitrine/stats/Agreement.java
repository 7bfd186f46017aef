package io.vitrine.stats;

import java.util.List;
import java.util.OptionalDouble;
import org.dkpro.statistics.agreement.coding.CodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.KrippendorffAlphaAgreement;
import org.dkpro.statistics.agreement.distance.CachedDistanceFunction;
import org.dkpro.statistics.agreement.distance.OrdinalDistanceFunction;

/** How far people who rated the same things agree. */
public final class Agreement {
  private Agreement() {}

  /**
   * Krippendorff's alpha for scores that have an order (Krippendorff, Computing Krippendorff's
   * Alpha-Reliability, 2011): 1 when all agree, 0 when they agree as chance would have it, negative
   * when less. Any number of people, any of whom may have left things out.
   *
   * @param scores those of each thing; things with fewer than two say nothing and are passed over
   * @return empty when nothing was rated twice, or when all gave the same score, so that there was
   *     nothing to disagree about
   */
  public static OptionalDouble alpha(List<List<Integer>> scores) {
    List<List<Integer>> paired = scores.stream().filter(units -> units.size() > 1).toList();
    if (paired.stream().flatMap(List::stream).distinct().count() < 2) {
      return OptionalDouble.empty();
    }

    int raters = paired.stream().mapToInt(List::size).max().orElseThrow();
    CodingAnnotationStudy study = new CodingAnnotationStudy(raters);
    for (List<Integer> units : paired) {
      study.addItemAsArray(units.toArray(new Object[raters]));
    }

    // without the cache the distance counts every score of the study anew, for every pair
    return OptionalDouble.of(
        new KrippendorffAlphaAgreement(
                study, new CachedDistanceFunction(new OrdinalDistanceFunction()))
            .calculateAgreement());
  }
}
