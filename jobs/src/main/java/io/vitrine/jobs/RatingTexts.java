package io.vitrine.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.xxhash64;

import io.vitrine.error.Errors;
import io.vitrine.rating.RatingItem;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Chooses texts for people to rate, and remembers which they were. */
final class RatingTexts {
  private static final int ID_DIGITS = 12;

  private final SparkSession spark;
  private final Warehouse warehouse;

  RatingTexts(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /**
   * Takes texts that nobody has rated yet, at random; the same seed takes the same.
   *
   * @param pictured whether thumbnails are wanted
   * @throws io.vitrine.error.VitrineException when there are fewer
   */
  List<RatingItem> take(String channel, int number, long seed, boolean pictured) {
    Dataset<Row> texts =
        warehouse
            .views()
            .read("v_copy")
            .where(col("channel").equalTo(channel))
            .withColumn("item_id", itemId())
            .join(warehouse.ratings().read().select("item_id"), "item_id", "left_anti");
    List<Row> chosen =
        texts
            .orderBy(xxhash64(lit(seed), col("item_id")), col("item_id"))
            .limit(number)
            .withColumn("exported_at", lit(Timestamp.from(Instant.now())))
            .select(columns())
            .collectAsList();
    if (chosen.size() < number) {
      throw Errors.invalid(
          "Cannot choose " + number + " texts of channel " + channel,
          chosen.isEmpty()
              ? "there is none that nobody has rated yet"
              : "only " + chosen.size() + " are there that nobody has rated yet",
          "Ask for fewer with --per-rater, or describe more pictures first");
    }

    Dataset<Row> items = spark.createDataFrame(chosen, warehouse.ratingItems().schema());
    warehouse.ratingItems().addMissing(items.coalesce(1));
    Map<List<String>, byte[]> thumbnails = pictured ? thumbnails(items) : Map.of();
    return chosen.stream().map(row -> item(row, thumbnails)).toList();
  }

  /** Opaque, begins with a letter so that no spreadsheet takes it for a number. */
  private static Column itemId() {
    Column origin =
        concat_ws(
            "\n",
            col("product_id"),
            col("image_uri"),
            col("channel"),
            col("fingerprint"),
            col("text"));
    return concat(lit("R"), upper(substring(sha2(origin, 256), 1, ID_DIGITS)));
  }

  private Column[] columns() {
    return List.of(warehouse.ratingItems().schema().fieldNames()).stream()
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  private Map<List<String>, byte[]> thumbnails(Dataset<Row> items) {
    Map<List<String>, byte[]> thumbnails = new HashMap<>();
    warehouse
        .views()
        .read("v_thumbnails")
        .join(
            broadcast(items.select("product_id", "image_uri")),
            new String[] {"product_id", "image_uri"},
            "left_semi")
        .select("product_id", "image_uri", "jpeg")
        .collectAsList()
        .forEach(row -> thumbnails.put(List.of(row.getString(0), row.getString(1)), row.getAs(2)));
    return thumbnails;
  }

  private static RatingItem item(Row row, Map<List<String>, byte[]> thumbnails) {
    String product = row.getAs("product_id");
    String uri = row.getAs("image_uri");
    return new RatingItem(
        row.getAs("item_id"),
        product,
        uri,
        row.getAs("channel"),
        row.getAs("text"),
        thumbnails.get(List.of(product, uri)));
  }
}
