package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code ratings}: one row per text and person who rated it, what they said last. */
public final class RatingsTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("item_id", StringType, "Key, with rater: the text, as in rating_items"),
            required("product_id", StringType, "Product of the text"),
            required("image_uri", StringType, "Picture of the text"),
            required("channel", StringType, "Where the text is for"),
            required("prompt", StringType, "Prompt that was asked, id@version"),
            required("fingerprint", StringType, "Hash of model, prompt, schema and sampling"),
            required("rater", StringType, "Who rated"),
            required("score", IntegerType, "1 (useless) to 5 (as a person would write it)"),
            required("tags", DataTypes.createArrayType(StringType), "Issues, as conf/ratings.yaml"),
            optional("comment", StringType, "What the rater wrote"),
            required("at", TimestampType, "When the sheet was imported")
          });

  RatingsTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "ratings";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "What people think of the texts";
  }

  @Override
  List<String> keys() {
    return List.of("item_id", "rater");
  }
}
