package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;

import io.vitrine.stats.Bootstrap;
import io.vitrine.stats.Estimate;
import io.vitrine.taxonomy.Taxonomy;
import io.vitrine.taxonomy.Terms;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Labelled and answered features of each product as sets: F1 of each product, 0 without a result,
 * then their mean (Godbole and Sarawagi 2004).
 */
final class KeyFeatures {
  private final UserDefinedFunction distinct;

  KeyFeatures(Taxonomy taxonomy) {
    Terms terms = taxonomy.terms(GoldLabels.FEATURES);
    UDF1<Seq<String>, List<String>> named =
        features ->
            features == null
                ? List.of()
                : CollectionConverters.asJava(features).stream()
                    .map(terms::key)
                    .distinct()
                    .toList();
    this.distinct = udf(named, DataTypes.createArrayType(DataTypes.StringType));
  }

  /** The score; empty without a product that has labels. */
  Optional<Score> score(Dataset<Row> scored) {
    List<Row> kinds =
        scored
            .where(col(GoldLabels.FEATURES).isNotNull())
            .select(
                distinct.apply(col(GoldLabels.FEATURES)).as("labels"),
                distinct.apply(col("result." + GoldLabels.FEATURES)).as("answers"))
            .groupBy(
                size(array_intersect(col("labels"), col("answers"))).as("common"),
                size(col("labels")).as("labelled"),
                size(col("answers")).as("answered"))
            .count()
            .collectAsList();
    return kinds.isEmpty() ? Optional.empty() : Optional.of(score(kinds));
  }

  private static Score score(List<Row> kinds) {
    double[] f1 =
        kinds.stream()
            .mapToDouble(row -> 2.0 * row.getInt(0) / (row.getInt(1) + row.getInt(2)))
            .toArray();
    long[] counts = kinds.stream().mapToLong(row -> row.getLong(3)).toArray();
    Estimate mean =
        new Bootstrap().of(counts, drawn -> new double[] {mean(f1, drawn)}).get(0).estimate();
    return Score.of(Metric.KEY_FEATURE_F1, mean);
  }

  private static double mean(double[] values, long[] counts) {
    double sum = 0;
    long all = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * counts[i];
      all += counts[i];
    }

    return sum / all;
  }
}
