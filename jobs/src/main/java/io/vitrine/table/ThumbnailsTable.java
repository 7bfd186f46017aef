package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * {@code thumbnails}: a small copy of each picture that could be decoded, whatever came of it
 * afterwards. A picture that is tried again has one of each try; {@code v_thumbnails} shows the
 * newest.
 */
public final class ThumbnailsTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("product_id", StringType, "Key, with image_uri"),
            required("image_uri", StringType, "As in the product table, or sha256:<hex> for bytes"),
            required("image_sha256", StringType, "Hash of the original's bytes"),
            required("jpeg", BinaryType, "What the model saw, at most 128 px a side, as JPEG"),
            required("run_id", StringType, "Run that wrote this row"),
            optional("chunk", LongType, "Chunk whose row in chunks makes this one count")
          });

  ThumbnailsTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "thumbnails";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "Small copies of the pictures, for reports and rating sheets";
  }

  @Override
  List<String> keys() {
    return List.of("product_id", "image_uri");
  }
}
