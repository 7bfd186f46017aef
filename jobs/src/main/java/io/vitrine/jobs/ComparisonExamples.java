package io.vitrine.jobs;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.vitrine.jobs.Comparison.Example;
import io.vitrine.taxonomy.Taxonomy;
import io.vitrine.taxonomy.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Finds pictures about which two prompts say different things. */
final class ComparisonExamples {
  private static final int VALUES = 8;
  private static final int TEXTS = 3;

  /** Spellings that mean the same are found only after they are read. */
  private static final int READ = 1000;

  private final Taxonomy taxonomy;

  ComparisonExamples(Taxonomy taxonomy) {
    this.taxonomy = taxonomy;
  }

  /**
   * Values first, where there are labels those that one of the two got right; then texts, where
   * there are ratings those furthest apart.
   */
  List<Example> of(Dataset<Row> pairs, Optional<Dataset<Row>> labelled, Dataset<Row> rated) {
    List<Example> examples = new ArrayList<>(values(labelled.orElse(pairs), labelled.isPresent()));
    examples.addAll(texts(pairs, rated));
    return examples;
  }

  private List<Example> values(Dataset<Row> pairs, boolean hasLabels) {
    Column values =
        AnswerPairs.values(
            hasLabels ? functions::col : field -> lit(null).cast(DataTypes.StringType));
    Dataset<Row> differing =
        pairs
            .select(col("product_id"), col("image_uri"), inline(values))
            .where(not(col("a").eqNullSafe(col("b"))));
    return (hasLabels ? differing.where("label IS NOT NULL") : differing)
        .orderBy("product_id", "image_uri", "field").limit(READ).collectAsList().stream()
            .map(this::named)
            .filter(
                example ->
                    hasLabels ? isOneRight(example) : !Objects.equals(example.a(), example.b()))
            .limit(VALUES)
            .toList();
  }

  private Example named(Row row) {
    Terms terms = taxonomy.terms(row.getString(2));
    return new Example(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        terms.canonical(row.getString(3)),
        terms.canonical(row.getString(4)),
        terms.canonical(row.getString(5)));
  }

  private static boolean isOneRight(Example example) {
    return example.label().equals(example.a()) != example.label().equals(example.b());
  }

  private static List<Example> texts(Dataset<Row> pairs, Dataset<Row> rated) {
    Dataset<Row> means =
        rated.select(
            col("product_id"),
            col("image_uri"),
            col("a.mean").as("rating_a"),
            col("b.mean").as("rating_b"));
    return pairs
        .join(means, new String[] {"product_id", "image_uri"}, "left")
        .where("a.text <> b.text")
        .orderBy(abs(col("rating_a").minus(col("rating_b"))).desc_nulls_last(), col("product_id"))
        .select(
            col("product_id"),
            col("image_uri"),
            lit("copy"),
            expr("format_string('%.1f, %.1f', rating_a, rating_b)"),
            col("a.text"),
            col("b.text"),
            col("rating_a"))
        .limit(TEXTS)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Example(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.isNullAt(6) ? null : row.getString(3),
                    row.getString(4),
                    row.getString(5)))
        .toList();
  }
}
