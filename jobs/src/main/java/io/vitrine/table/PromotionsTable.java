package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code promotions}: one row per decision which prompt is the default of a channel. */
public final class PromotionsTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("channel", StringType, "Channel of copy; detail fills attributes too"),
            required("prompt", StringType, "The default from now on, id@version"),
            optional("previous", StringType, "The default until then"),
            required("evidence", StringType, "What the decision rests on"),
            required("promoted_by", StringType, "Who decided"),
            required("promoted_at", TimestampType, "When"),
            required("sha256", StringType, "Hash of what the prompt says")
          });

  PromotionsTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "promotions";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "Which prompt was made the default, by whom and why; the newest row of a channel counts";
  }

  @Override
  List<String> keys() {
    return List.of();
  }
}
