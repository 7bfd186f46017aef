package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code quality}: one row per evaluation, metric and slice. */
public final class QualityTable extends WarehouseTable {
  /** The slice of a metric over everything. */
  public static final String ALL = "all";

  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("metric", StringType, "Name, such as category_recall"),
            required("slice", StringType, "all, or what the metric is of, as category=连衣裙"),
            required("value", DoubleType, "The metric; a share, or milliseconds where it says _ms"),
            required("low", DoubleType, "Lower end of the 95 % interval"),
            required("high", DoubleType, "Upper end of the 95 % interval"),
            required("n", LongType, "Observations that it rests on"),
            optional("fingerprint", StringType, "That of the runs of most results; null without"),
            required("run_id", StringType, "The evaluation"),
            required("at", TimestampType, "When it was made")
          });

  QualityTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  /** The columns, whether or not there is such a table. */
  public static StructType columns() {
    return SCHEMA;
  }

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "How good the results were, evaluation by evaluation";
  }

  @Override
  List<String> keys() {
    return List.of();
  }
}
