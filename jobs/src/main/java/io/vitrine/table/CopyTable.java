package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code copy}: one row per picture and channel, its newest text. */
public final class CopyTable extends WarehouseTable {
  /** The channel that holds {@code marketing_copy}; always written. */
  public static final String DETAIL = "detail";

  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("product_id", StringType, "Key, with image_uri and channel"),
            required("image_uri", StringType, "As in the product table, or sha256:<hex> for bytes"),
            required("channel", StringType, "Where the text is for; detail is always there"),
            required("text", StringType, "Marketing copy"),
            required("fingerprint", StringType, "Hash of model, prompt, schema and sampling"),
            required("model", StringType, "Model that answered, name@version"),
            required("prompt", StringType, "Prompt that was asked, id@version"),
            required("run_id", StringType, "Run that wrote this row"),
            required("enriched_at", TimestampType, "When the model answered"),
            optional("image_version", StringType, "Version of the picture the text is about"),
            optional("chunk", LongType, "Chunk whose row in chunks makes this one count"),
            optional(
                "forbidden_claims",
                DataTypes.createArrayType(StringType),
                "Words of conf/claims.yaml in the text, for a person to judge")
          });

  CopyTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "copy";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "Marketing copy for each picture and channel, newest text";
  }

  @Override
  List<String> keys() {
    return List.of("product_id", "image_uri", "channel");
  }
}
