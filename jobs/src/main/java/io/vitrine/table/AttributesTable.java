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

/** {@code attributes}: one row per picture, its newest result. */
public final class AttributesTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("product_id", StringType, "Key, with image_uri"),
            required("image_uri", StringType, "As in the product table, or sha256:<hex> for bytes"),
            optional("image_version", StringType, "Etag, or size and time of modification"),
            required("image_sha256", StringType, "Hash of the picture's bytes"),
            required("category", StringType, "Product type"),
            required("color", StringType, "Main colour"),
            required("material", StringType, "Main material"),
            required("key_features", DataTypes.createArrayType(StringType), "What is worth saying"),
            required("fingerprint", StringType, "Hash of model, prompt, schema and sampling"),
            required("model", StringType, "Model that answered, name@version"),
            required("prompt", StringType, "Prompt that was asked, id@version"),
            required("run_id", StringType, "Run that wrote this row"),
            required("enriched_at", TimestampType, "When the model answered"),
            optional("chunk", LongType, "Chunk whose row in chunks makes this one count"),
            optional(
                "spelled",
                DataTypes.createMapType(StringType, StringType),
                "By column, what the model wrote where the taxonomy has another spelling")
          });

  AttributesTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "attributes";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "What the model sees in each picture, newest result";
  }

  @Override
  List<String> keys() {
    return List.of("product_id", "image_uri");
  }
}
