package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code prompts}: one row per version of a prompt that was asked here. */
public final class PromptsTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("prompt", StringType, "Name, id@version"),
            required(
                "channel",
                StringType,
                "Channel of copy that it fills; detail fills attributes too"),
            required("system", StringType, "What stands before the picture"),
            required(
                "text",
                StringType,
                "What stands behind it; {title} takes a column of the products"),
            required("definition", StringType, "All of it, as JSON"),
            required("sha256", StringType, "Hash of the definition"),
            required("run_id", StringType, "First run that asked it"),
            required("recorded_at", TimestampType, "When that was over")
          });

  PromptsTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "prompts";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "What every prompt said that the results are filed under";
  }

  @Override
  List<String> keys() {
    return List.of();
  }
}
