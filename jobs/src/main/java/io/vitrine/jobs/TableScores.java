package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.vitrine.report.Cost;
import io.vitrine.report.CostAssumptions;
import io.vitrine.stats.Bootstrap;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.Percentile;
import io.vitrine.stats.Proportion;
import io.vitrine.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
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
    List<String> fields = taxonomy.described(GoldLabels.FIELDS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }

    Column[] values =
        fields.stream()
            .map(field -> struct(lit(field).as("field"), spelled("", field).as("text")))
            .toArray(Column[]::new);
    long all = 0;
    long mapped = 0;
    for (Row row :
        results
            .attributes()
            .select(inline(array(values)))
            .groupBy("field", "text")
            .count()
            .collectAsList()) {
      String text = row.getString(1);
      all += row.getLong(2);
      mapped += taxonomy.terms(row.getString(0)).canonical(text).equals(text) ? 0 : row.getLong(2);
    }

    return all == 0
        ? Optional.empty()
        : Optional.of(Score.of(Metric.MAPPED_SHARE, Proportion.of(mapped, all)));
  }

  /** Of the ratings of the texts that stand in the table now, all and by channel. */
  private List<Score> usability() {
    List<Row> channels =
        results
            .ratings()
            .join(
                results.copy().select("product_id", "image_uri", "channel", "fingerprint"),
                new String[] {"product_id", "image_uri", "channel", "fingerprint"},
                "left_semi")
            .groupBy("channel")
            .agg(count_if(col("score").geq(USABLE)), count(lit(1)))
            .orderBy("channel")
            .collectAsList();
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

  /** Of all runs together, as the report has it; resampled by run. */
  private Optional<Score> cost() {
    List<Row> runs =
        results
            .runs()
            .where("command = 'enrich' AND ok > 0")
            .select(
                expr(
                    "(unix_micros(ended_at) - unix_micros(started_at)) / 1e6"
                        + " * greatest(executors, 1)"),
                col("ok"))
            .collectAsList();
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
    Dataset<Row> current = results.attributes().select("product_id", "image_uri", "run_id");
    Dataset<Row> times =
        results
            .metrics()
            .where("status = 'ok'")
            .join(current, new String[] {"product_id", "image_uri", "run_id"}, "left_semi")
            .select(expr("total_ms - queue_ms").as("ms"))
            .cache();
    try {
      long n = times.count();
      return n == 0 ? List.of() : latencies(times, n);
    } finally {
      times.unpersist();
    }
  }

  private static List<Score> latencies(Dataset<Row> times, long n) {
    String positions =
        PERCENTILES.values().stream()
            .map(share -> Percentile.of(share, n))
            .flatMap(place -> Stream.of(place.share(), place.low(), place.high()))
            .map(position -> position + "D")
            .collect(Collectors.joining(", "));
    List<Double> values =
        times.agg(expr("percentile(ms, array(" + positions + "))")).head().getList(0);
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
