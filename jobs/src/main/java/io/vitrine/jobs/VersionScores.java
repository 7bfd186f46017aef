package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.vitrine.stats.Proportion;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How often each version of prompt and model was right where it gave an answer. A failed or missing
 * row is nobody's.
 */
final class VersionScores {
  private VersionScores() {}

  /**
   * The scores, as slices {@code version=product@1 · vitrine-nano@1}.
   *
   * @param values labelled ones, under the columns of {@code evaluated}
   */
  static List<Score> of(Dataset<Row> values) {
    Column metric =
        when(col("field").equalTo(FieldScores.CATEGORY), Metric.CATEGORY_RECALL.key())
            .otherwise(Metric.ATTRIBUTE_ACCURACY.key());
    return values
        .where("prompt IS NOT NULL")
        .groupBy(metric.as("metric"), col("prompt"), col("model"))
        .agg(count_if(col("label").equalTo(col("answer"))), count(lit(1)))
        .orderBy("prompt", "model", "metric")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Score(
                    row.getString(0),
                    "version=" + row.getString(1) + " · " + row.getString(2),
                    Proportion.of(row.getLong(3), row.getLong(4))))
        .toList();
  }
}
