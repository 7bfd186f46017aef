package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code evaluated}: one row per evaluation and labelled value. */
public final class EvaluatedTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("product_id", StringType, "The labelled product"),
            optional("image_uri", StringType, "The picture that was answered for; null without"),
            required("field", StringType, "category, color or material"),
            required("label", StringType, "What people say, as the taxonomy names it"),
            optional("answer", StringType, "What the model says, likewise; null without a result"),
            required("label_spelled", StringType, "What people wrote"),
            optional("answer_spelled", StringType, "What the model wrote"),
            optional("prompt", StringType, "Prompt that was asked, id@version"),
            optional("model", StringType, "Model that answered, name@version"),
            required("run_id", StringType, "The evaluation, as in quality"),
            required("at", TimestampType, "When it was made")
          });

  EvaluatedTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "evaluated";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "Labelled values and what was answered, evaluation by evaluation";
  }

  @Override
  List<String> keys() {
    return List.of();
  }
}
