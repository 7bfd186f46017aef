package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * {@code rating_items}: one row per text that was ever put on a rating sheet. A sheet says of a
 * text only its {@code item_id}; this is where it says which prompt wrote it, and it still does
 * when {@code copy} has gone on to a newer text.
 */
public final class RatingItemsTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("item_id", StringType, "Key; all that a sheet says of the text's origin"),
            required("product_id", StringType, "Product of the text"),
            required("image_uri", StringType, "Picture of the text"),
            required("channel", StringType, "Where the text is for"),
            required("text", StringType, "The text as it was shown"),
            required("model", StringType, "Model that wrote it, name@version"),
            required("prompt", StringType, "Prompt that was asked, id@version"),
            required("fingerprint", StringType, "Hash of model, prompt, schema and sampling"),
            required("exported_at", TimestampType, "When it first stood on a sheet")
          });

  RatingItemsTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "rating_items";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "Texts that people were asked to rate, as they were shown";
  }

  @Override
  List<String> keys() {
    return List.of("item_id");
  }
}
