package io.vitrine.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.vitrine.report.Cost;
import io.vitrine.report.CostAssumptions;
import io.vitrine.report.Query;
import io.vitrine.stats.Bootstrap;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.Percentile;
import io.vitrine.stats.Proportion;
import io.vitrine.taxonomy.Taxonomy;
import io.vitrine.taxonomy.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** What the tables tell without labels. */
final class TableScores {
  /** Ratings from this one on say that a text can be used. */
  static final int USABLE = 4;

  private static final Map<Metric, Double> PERCENTILES = new LinkedHashMap<>();

  static {
    PERCENTILES.put(Metric.LATENCY_P50_MS, 0.5);
    PERCENTILES.put(Metric.LATENCY_P95_MS, 0.95);
    PERCENTILES.put(Metric.LATENCY_P99_MS, 0.99);
  }

  private final Results results;
  private final Taxonomy taxonomy;
  private final CostAssumptions assumed;

  TableScores(Results results, Taxonomy taxonomy, CostAssumptions assumed) {
    this.results = results;
    this.taxonomy = taxonomy;
    this.assumed = assumed;
  }

  /** The scores, those without data left out. */
  List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    mapped().ifPresent(scores::add);
    scores.addAll(usability());
    scores.addAll(latencies());
    cost().ifPresent(scores::add);
    return scores;
  }

  /** A field of {@code attributes} as the model spelled it. */
  static Column spelled(String prefix, String field) {
    return coalesce(col(prefix + "spelled").getItem(field), col(prefix + field));
  }

  /** Of the newest results, values of the fields that have terms. */
  private Optional<Score> mapped() {
    long all = 0;
    long mapped = 0;
    for (Row row : results.sql(Query.SPELLINGS.sql()).collectAsList()) {
      Terms terms = taxonomy.terms(row.getString(0));
      if (!terms.isEmpty()) {
        String text = row.getString(1);
        all += row.getLong(2);
        mapped += terms.canonical(text).equals(text) ? 0 : row.getLong(2);
      }
    }

    return all == 0
        ? Optional.empty()
        : Optional.of(Score.of(Metric.MAPPED_SHARE, Proportion.of(mapped, all)));
  }

  /** Of the ratings of the texts that stand in the table now, all and by channel. */
  private List<Score> usability() {
    List<Row> channels = results.sql(Query.USABILITY.sql()).collectAsList();
    List<Score> scores = new ArrayList<>();
    long usable = channels.stream().mapToLong(row -> row.getLong(1)).sum();
    long all = channels.stream().mapToLong(row -> row.getLong(2)).sum();
    if (all > 0) {
      scores.add(Score.of(Metric.COPY_USABILITY, Proportion.of(usable, all)));
    }

    for (Row row : channels) {
      scores.add(
          new Score(
              Metric.COPY_USABILITY.key(),
              "channel=" + row.getString(0),
              Proportion.of(row.getLong(1), row.getLong(2))));
    }

    return scores;
  }

  /** Of all runs together; resampled by run. */
  private Optional<Score> cost() {
    List<Row> runs = results.sql(Query.MACHINE_TIME.sql()).collectAsList();
    if (runs.isEmpty()) {
      return Optional.empty();
    }

    long[] once = new long[runs.size()];
    Arrays.fill(once, 1);
    Estimate cost =
        new Bootstrap().of(once, drawn -> new double[] {cost(runs, drawn)}).get(0).estimate();
    return Optional.of(Score.of(Metric.COST_PER_1000, cost));
  }

  private double cost(List<Row> runs, long[] drawn) {
    double seconds = 0;
    long ok = 0;
    for (int i = 0; i < drawn.length; i++) {
      seconds += drawn[i] * runs.get(i).getDouble(0);
      ok += drawn[i] * runs.get(i).getLong(1);
    }

    return 1000 * new Cost(assumed, seconds / ok).machine();
  }

  /** Of the attempts that gave the results that stand in the table now. */
  private List<Score> latencies() {
    long n = results.sql(Query.LATENCY.sql()).head().getLong(0);
    return n == 0 ? List.of() : latencies(n);
  }

  private List<Score> latencies(long n) {
    List<Percentile> percentiles =
        PERCENTILES.values().stream().map(share -> Percentile.of(share, n)).toList();
    List<Double> positions =
        percentiles.stream()
            .flatMap(place -> Stream.of(place.share(), place.low(), place.high()))
            .toList();
    List<Double> values = results.sql(Query.latency(positions)).head().getList(1);
    List<Score> latencies = new ArrayList<>();
    for (Metric metric : PERCENTILES.keySet()) {
      List<Double> of = values.subList(3 * latencies.size(), 3 * latencies.size() + 3);
      // the value lies between observations, the ends on them: a small sample has them crossed
      double value = of.get(0);
      latencies.add(
          Score.of(
              metric,
              new Estimate(value, Math.min(value, of.get(1)), Math.max(value, of.get(2)), n)));
    }

    return latencies;
  }
}
