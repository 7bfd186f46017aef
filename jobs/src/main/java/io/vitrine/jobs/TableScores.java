package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.vitrine.stats.Estimate;
import io.vitrine.stats.Percentile;
import io.vitrine.stats.Proportion;
import io.vitrine.table.Warehouse;
import io.vitrine.taxonomy.Taxonomy;
import java.util.ArrayList;
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
  private static final Map<Metric, Double> PERCENTILES = new LinkedHashMap<>();

  static {
    PERCENTILES.put(Metric.LATENCY_P50_MS, 0.5);
    PERCENTILES.put(Metric.LATENCY_P95_MS, 0.95);
    PERCENTILES.put(Metric.LATENCY_P99_MS, 0.99);
  }

  private final Warehouse warehouse;
  private final Taxonomy taxonomy;

  TableScores(Warehouse warehouse, Taxonomy taxonomy) {
    this.warehouse = warehouse;
    this.taxonomy = taxonomy;
  }

  /** The scores, those without data left out. */
  List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    mapped().ifPresent(scores::add);
    scores.addAll(latencies());
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
        warehouse
            .views()
            .read("v_attributes")
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

  /** Of the attempts that gave the results that stand in the table now. */
  private List<Score> latencies() {
    Dataset<Row> current =
        warehouse.views().read("v_attributes").select("product_id", "image_uri", "run_id");
    Dataset<Row> times =
        warehouse
            .views()
            .read("v_metrics")
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
