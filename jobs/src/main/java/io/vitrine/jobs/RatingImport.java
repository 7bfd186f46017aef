package io.vitrine.jobs;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.vitrine.error.Errors;
import io.vitrine.rating.Rating;
import io.vitrine.stats.Agreement;
import io.vitrine.table.RatingsTable;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Brings ratings into their table, and says how it stands now. */
final class RatingImport {
  private static final StructType GIVEN =
      new StructType()
          .add("item_id", DataTypes.StringType)
          .add("rater", DataTypes.StringType)
          .add("score", DataTypes.IntegerType)
          .add("tags", DataTypes.createArrayType(DataTypes.StringType))
          .add("comment", DataTypes.StringType);

  private final SparkSession spark;
  private final Warehouse warehouse;

  /**
   * How the table stands.
   *
   * @param raters rater, ratings and mean score
   * @param twice texts that more than one person rated
   * @param alpha see {@link Agreement#alpha}
   */
  record Outcome(int imported, List<Row> raters, int twice, OptionalDouble alpha) {

    List<String> lines() {
      TextTable table =
          new TextTable(List.of("rater", "ratings", "mean score")).alignRight(1).alignRight(2);
      for (Row rater : raters) {
        table.row(
            List.of(
                rater.getString(0),
                Long.toString(rater.getLong(1)),
                String.format(Locale.ROOT, "%.2f", rater.getDouble(2))));
      }

      List<String> lines = new ArrayList<>(table.lines());
      lines.add("");
      lines.add("imported: " + imported);
      lines.add(
          alpha.isPresent()
              ? String.format(
                  Locale.ROOT,
                  "agreement: Krippendorff's alpha %.3f (ordinal, %d texts rated more than once)",
                  alpha.getAsDouble(),
                  twice)
              : "agreement: not known, " + twice + " texts were rated more than once");
      return lines;
    }
  }

  RatingImport(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /**
   * Adds ratings; a rater's newer one replaces the older.
   *
   * @throws io.vitrine.error.VitrineException when a text was never exported; nothing is written
   */
  Outcome add(List<Rating> ratings) {
    List<Row> rows =
        ratings.stream()
            .map(
                r ->
                    RowFactory.create(
                        r.item(), r.rater(), r.score(), r.tags().toArray(), r.comment()))
            .toList();
    Dataset<Row> given = spark.createDataFrame(rows, GIVEN).cache();
    try {
      Dataset<Row> items = warehouse.ratingItems().read();
      requireKnown(ratings, given.join(items, "item_id", "left_anti"));
      RatingsTable table = warehouse.ratings();
      Dataset<Row> complete =
          given.join(items, "item_id").withColumn("at", lit(Timestamp.from(Instant.now())));
      table.merge(complete.coalesce(1));
      return outcome(rows.size());
    } finally {
      given.unpersist();
    }
  }

  private static void requireKnown(List<Rating> ratings, Dataset<Row> unknown) {
    List<Row> some = unknown.select("item_id").distinct().limit(1).collectAsList();
    if (!some.isEmpty()) {
      Map<String, Rating> byItem =
          ratings.stream()
              .collect(Collectors.toMap(Rating::item, Function.identity(), (a, b) -> a));
      Rating wrong = byItem.get(some.get(0).getString(0));
      throw Errors.invalid(
          "Cannot import the sheet " + wrong.place().sheet(),
          "row "
              + wrong.place().row()
              + ", column item_id: no text "
              + wrong.item()
              + " was ever exported from this warehouse",
          "Check --warehouse, and that the column is as it was exported");
    }
  }

  private Outcome outcome(int imported) {
    Dataset<Row> ratings = warehouse.ratings().read();
    List<Row> raters =
        ratings.groupBy("rater").agg(count(lit(1)), avg("score")).orderBy("rater").collectAsList();
    Column scores = collect_list("score");
    List<List<Integer>> twice =
        ratings
            .groupBy("item_id")
            .agg(scores.as("scores"))
            .where(size(col("scores")).gt(1))
            .select("scores")
            .collectAsList()
            .stream()
            .map(row -> row.<Integer>getList(0))
            .toList();
    return new Outcome(imported, raters, twice.size(), Agreement.alpha(twice));
  }
}
