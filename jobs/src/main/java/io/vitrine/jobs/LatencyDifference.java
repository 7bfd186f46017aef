package io.vitrine.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** How the medians of two times of the same pictures differ. */
final class LatencyDifference {
  private LatencyDifference() {}

  /**
   * The difference; empty without times.
   *
   * @param kinds rows of a time of the first, one of the second, both in milliseconds, and how many
   *     pictures have these
   */
  static Optional<Difference> of(List<Row> kinds) {
    if (kinds.isEmpty()) {
      return Optional.empty();
    }

    Sorted a = Sorted.of(kinds, 0);
    Sorted b = Sorted.of(kinds, 1);
    return Optional.of(
        Difference.of(
            Metric.LATENCY_P50_MS.key(),
            kinds.stream().mapToLong(row -> row.getLong(2)).toArray(),
            drawn -> new double[] {a.median(drawn), b.median(drawn)}));
  }

  /**
   * Times in ascending order.
   *
   * @param kinds the kind of each
   */
  private record Sorted(int[] kinds, double[] times) {

    static Sorted of(List<Row> rows, int column) {
      int[] kinds =
          IntStream.range(0, rows.size())
              .boxed()
              .sorted(Comparator.comparingDouble(kind -> rows.get(kind).getDouble(column)))
              .mapToInt(Integer::intValue)
              .toArray();
      double[] times =
          IntStream.of(kinds).mapToDouble(kind -> rows.get(kind).getDouble(column)).toArray();
      return new Sorted(kinds, times);
    }

    /** The mean of the two in the middle where their number is even. */
    double median(long[] counts) {
      long n = 0;
      for (long count : counts) {
        n += count;
      }

      return (at((n - 1) / 2, counts) + at(n / 2, counts)) / 2;
    }

    private double at(long position, long[] counts) {
      long before = 0;
      for (int i = 0; i < kinds.length; i++) {
        before += counts[kinds[i]];
        if (before > position) {
          return times[i];
        }
      }

      throw new IllegalArgumentException("No observation at " + position);
    }
  }
}
