package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.struct;

import io.vitrine.error.Errors;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.Percentile;
import io.vitrine.table.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores a warehouse. Reads only. */
final class Evaluator {
  private static final String ANSWERED = "answered";
  private static final String UNKNOWN = "unknown";
  private static final int EXAMPLES = 3;
  private static final List<Double> PERCENTILES = List.of(0.5, 0.95, 0.99);

  private final Warehouse warehouse;

  Evaluator(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Holds the newest result of every labelled product against its labels.
   *
   * @throws io.vitrine.error.VitrineException when there is no label
   */
  Evaluation evaluate(GoldLabels gold) {
    Dataset<Row> scored =
        gold.rows()
            .join(results(), "product_id", "left")
            .join(attempts(), "product_id", "left")
            .cache();
    try {
      List<FieldScore> fields = fields(scored);
      if (fields.isEmpty()) {
        throw Errors.invalid(
            "Cannot evaluate",
            "the gold file holds no label",
            "Fill in category, color or material for some products");
      }
      Map<String, Long> outcomes = outcomes(scored);
      long answered = outcomes.getOrDefault(ANSWERED, 0L);
      long unknown = outcomes.getOrDefault(UNKNOWN, 0L);
      long products = outcomes.values().stream().mapToLong(Long::longValue).sum();
      outcomes.keySet().removeAll(List.of(ANSWERED, UNKNOWN));
      String fingerprint = fingerprint(scored);
      return new Evaluation(
          fields,
          latencies(),
          products,
          answered,
          outcomes,
          unknown == 0 ? List.of() : unknown(scored),
          fingerprint);
    } finally {
      scored.unpersist();
    }
  }

  /** A product's newest result, for products with several pictures. */
  private Dataset<Row> results() {
    return warehouse
        .attributes()
        .read()
        .groupBy("product_id")
        .agg(
            max_by(struct("category", "color", "material", "fingerprint"), col("enriched_at"))
                .as("result"));
  }

  /** What came of a product's newest attempt. */
  private Dataset<Row> attempts() {
    return warehouse
        .metrics()
        .read()
        .where("product_id IS NOT NULL")
        .groupBy("product_id")
        .agg(max_by(struct("status", "error_code"), col("at")).as("attempt"));
  }

  private static List<FieldScore> fields(Dataset<Row> scored) {
    Column[] pairs =
        GoldLabels.FIELDS.stream()
            .map(
                f ->
                    struct(lit(f).as("field"), col(f).as("label"), col("result." + f).as("answer")))
            .toArray(Column[]::new);
    Map<String, List<FieldScore.Answer>> answers = new LinkedHashMap<>();
    scored
        .select(inline(array(pairs)))
        .where("label IS NOT NULL")
        .groupBy("field", "label", "answer")
        .count()
        .collectAsList()
        .forEach(
            row ->
                answers
                    .computeIfAbsent(row.getString(0), field -> new ArrayList<>())
                    .add(
                        new FieldScore.Answer(row.getString(1), row.getString(2), row.getLong(3))));
    return GoldLabels.FIELDS.stream()
        .filter(answers::containsKey)
        .map(field -> new FieldScore(field, answers.get(field)))
        .toList();
  }

  private static Column outcome() {
    return expr(
        "CASE WHEN result IS NOT NULL THEN '"
            + ANSWERED
            + "' WHEN attempt IS NULL THEN '"
            + UNKNOWN
            + "' ELSE coalesce(attempt.error_code, '"
            + UNKNOWN
            + "') END");
  }

  private static Map<String, Long> outcomes(Dataset<Row> scored) {
    Map<String, Long> outcomes = new TreeMap<>();
    scored
        .where("coalesce(category, color, material) IS NOT NULL")
        .groupBy(outcome().as("outcome"))
        .count()
        .collectAsList()
        .forEach(row -> outcomes.put(row.getString(0), row.getLong(1)));
    return outcomes;
  }

  private static List<String> unknown(Dataset<Row> scored) {
    return scored
        .where("coalesce(category, color, material) IS NOT NULL")
        .where(outcome().equalTo(UNKNOWN))
        .orderBy("product_id")
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs("product_id"))
        .toList();
  }

  private static String fingerprint(Dataset<Row> scored) {
    return scored.agg(mode(col("result.fingerprint"))).head().getString(0);
  }

  /** Of the attempts that gave the results that stand in the table now. */
  private List<Estimate> latencies() {
    Dataset<Row> current =
        warehouse.attributes().read().select("product_id", "image_uri", "run_id");
    Dataset<Row> times =
        warehouse
            .metrics()
            .read()
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

  private static List<Estimate> latencies(Dataset<Row> times, long n) {
    List<Percentile> places = PERCENTILES.stream().map(share -> Percentile.of(share, n)).toList();
    String positions =
        places.stream()
            .flatMap(place -> Stream.of(place.share(), place.low(), place.high()))
            .map(position -> position + "D")
            .collect(Collectors.joining(", "));
    List<Double> values =
        times.agg(expr("percentile(ms, array(" + positions + "))")).head().getList(0);
    List<Estimate> latencies = new ArrayList<>();
    for (int i = 0; i < values.size(); i += 3) {
      // the value lies between observations, the ends on them: a small sample has them crossed
      double value = values.get(i);
      latencies.add(
          new Estimate(
              value, Math.min(value, values.get(i + 1)), Math.max(value, values.get(i + 2)), n));
    }

    return latencies;
  }
}
