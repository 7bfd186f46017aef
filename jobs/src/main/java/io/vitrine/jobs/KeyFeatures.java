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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
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

  /** The score of the column {@code result}; empty without a product that has labels. */
  Optional<Score> score(Dataset<Row> scored) {
    List<Row> kinds = kinds(scored, List.of("result"));
    if (kinds.isEmpty()) {
      return Optional.empty();
    }

    double[] f1 = values(kinds, 0);
    Estimate mean =
        new Bootstrap()
            .of(counts(kinds), drawn -> new double[] {mean(f1, drawn)})
            .get(0)
            .estimate();
    return Optional.of(Score.of(Metric.KEY_FEATURE_F1, mean));
  }

  /** How the columns {@code a} and {@code b} differ; empty without a product that has labels. */
  Optional<Difference> difference(Dataset<Row> pairs) {
    List<Row> kinds = kinds(pairs, List.of("a", "b"));
    if (kinds.isEmpty()) {
      return Optional.empty();
    }

    double[] a = values(kinds, 0);
    double[] b = values(kinds, 1);
    return Optional.of(
        Difference.of(
            Metric.KEY_FEATURE_F1.key(),
            counts(kinds),
            drawn -> new double[] {mean(a, drawn), mean(b, drawn)}));
  }

  /** F1 of each of some columns, and how many products have these. */
  private List<Row> kinds(Dataset<Row> rows, List<String> columns) {
    Column labels = distinct.apply(col(GoldLabels.FEATURES));
    Column[] f1 =
        columns.stream()
            .map(
                column ->
                    f1(labels, distinct.apply(col(column + "." + GoldLabels.FEATURES))).as(column))
            .toArray(Column[]::new);
    Column[] names = columns.stream().map(functions::col).toArray(Column[]::new);
    return rows.where(col(GoldLabels.FEATURES).isNotNull())
        .select(f1)
        .groupBy(names)
        .count()
        .orderBy(names)
        .collectAsList();
  }

  private static Column f1(Column labels, Column answers) {
    return size(array_intersect(labels, answers))
        .multiply(2.0)
        .divide(size(labels).plus(size(answers)));
  }

  private static double[] values(List<Row> kinds, int column) {
    return kinds.stream().mapToDouble(row -> row.getDouble(column)).toArray();
  }

  private static long[] counts(List<Row> kinds) {
    return kinds.stream().mapToLong(row -> row.getLong(row.size() - 1)).toArray();
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
