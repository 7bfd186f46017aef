package io.vitrine.jobs;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;

import io.vitrine.error.Errors;
import io.vitrine.table.Warehouse;
import io.vitrine.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares two prompts on the pictures that both were asked about. Reads only. */
final class Comparer {
  private static final String SAME_PICTURE =
      "a.image_sha256 = b.image_sha256 OR a.image_sha256 IS NULL OR b.image_sha256 IS NULL";

  private final Warehouse warehouse;
  private final Taxonomy taxonomy;

  Comparer(Warehouse warehouse, Taxonomy taxonomy) {
    this.warehouse = warehouse;
    this.taxonomy = taxonomy;
  }

  /**
   * Compares.
   *
   * @param a the first prompt, as {@code id@version}
   * @param b the second one
   * @param gold without labels, only what needs none is compared
   * @throws io.vitrine.error.VitrineException when they have no picture in common
   */
  Comparison compare(String a, String b, Optional<GoldLabels> gold) {
    Dataset<Row> all = new AnswerPairs(warehouse).of(a, b).cache();
    try {
      Dataset<Row> pairs = all.where(SAME_PICTURE);
      long pictures = pairs.count();
      long changed = all.count() - pictures;
      if (pictures == 0) {
        throw Errors.invalid(
            "Cannot compare " + a + " with " + b,
            changed == 0
                ? "no picture was described with both"
                : "all " + changed + " pictures changed in between",
            "Enrich the same products with both prompts");
      }

      Optional<Dataset<Row>> labelled =
          gold.filter(labels -> describesProducts(pairs))
              .map(labels -> pairs.join(labels.rows(), "product_id"));
      Dataset<Row> rated = rated(a, b);
      List<Difference> differences = new ArrayList<>();
      labelled.ifPresent(rows -> differences.addAll(new LabelDifferences(taxonomy).of(rows)));
      differences.addAll(RatingDifferences.of(rated.collectAsList()));
      differences.add(answered(pairs));
      LatencyDifference.of(latencies(pairs)).ifPresent(differences::add);
      return new Comparison(
          a,
          b,
          models(pairs, "a"),
          models(pairs, "b"),
          pictures,
          changed,
          pairs.where("a.ok AND b.ok").count(),
          differences,
          new ComparisonExamples(taxonomy).of(pairs, labelled, rated));
    } finally {
      all.unpersist();
    }
  }

  /** Prompts of further channels write a text and nothing else. */
  private static boolean describesProducts(Dataset<Row> pairs) {
    return !pairs.where("a.category IS NOT NULL OR b.category IS NOT NULL").isEmpty();
  }

  private List<String> models(Dataset<Row> pairs, String side) {
    return warehouse
        .runs()
        .read()
        .join(pairs.select(side + ".run_id"), new String[] {"run_id"}, "left_semi")
        .select("model")
        .distinct()
        .orderBy("model")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Difference answered(Dataset<Row> pairs) {
    Row counts =
        pairs
            .agg(
                count_if(col("a.ok").and(col("b.ok"))),
                count_if(col("a.ok").and(col("b.ok").equalTo(false))),
                count_if(col("b.ok").and(col("a.ok").equalTo(false))),
                count(lit(1)))
            .head();
    long both = counts.getLong(0);
    long onlyA = counts.getLong(1);
    long onlyB = counts.getLong(2);
    return Difference.ofShares(
        "answered", both, onlyA, onlyB, counts.getLong(3) - both - onlyA - onlyB);
  }

  /** Of attempts that were for as many answers; to the millisecond, so that many are alike. */
  private static List<Row> latencies(Dataset<Row> pairs) {
    return pairs
        .where("a.ok AND b.ok AND a.asked = b.asked")
        .groupBy(round(col("a.ms")).as("a"), round(col("b.ms")).as("b"))
        .count()
        .orderBy("a", "b")
        .collectAsList();
  }

  /** Mean scores, ratings and those of 4 or 5, of every text of both that was rated. */
  private Dataset<Row> rated(String a, String b) {
    String[] key = {"product_id", "image_uri", "channel"};
    return ratings(a, "a").join(ratings(b, "b"), key).orderBy("product_id", "image_uri", "channel");
  }

  private Dataset<Row> ratings(String prompt, String side) {
    Column stats =
        struct(
            avg("score").as("mean"),
            count_if(col("score").geq(TableScores.USABLE)).as("usable"),
            count(lit(1)).as("ratings"));
    return warehouse
        .ratings()
        .read()
        .where(col("prompt").equalTo(prompt))
        .groupBy("product_id", "image_uri", "channel")
        .agg(stats.as(side));
  }
}
