package io.vitrine.jobs;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** How the ratings of two treatments differ, of texts about the same pictures. */
final class RatingDifferences {
  /** Mean score, over texts. */
  static final String RATING = "rating";

  private RatingDifferences() {}

  /**
   * The differences; none without ratings.
   *
   * @param texts rows with {@code a} and {@code b}, each a struct of {@code mean}, {@code usable}
   *     and {@code ratings}
   */
  static List<Difference> of(List<Row> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }

    long[] once = new long[texts.size()];
    Arrays.fill(once, 1);
    return List.of(
        Difference.ofRatings(RATING, means(texts, "a"), means(texts, "b")),
        Difference.of(
            Metric.COPY_USABILITY.key(),
            once,
            drawn -> new double[] {usable(texts, "a", drawn), usable(texts, "b", drawn)}));
  }

  private static double[] means(List<Row> texts, String side) {
    return texts.stream().mapToDouble(row -> row.<Row>getAs(side).getDouble(0)).toArray();
  }

  private static double usable(List<Row> texts, String side, long[] drawn) {
    long usable = 0;
    long ratings = 0;
    for (int i = 0; i < drawn.length; i++) {
      Row of = texts.get(i).getAs(side);
      usable += drawn[i] * of.getLong(1);
      ratings += drawn[i] * of.getLong(2);
    }

    return (double) usable / ratings;
  }
}
