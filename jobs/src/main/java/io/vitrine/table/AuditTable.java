package io.vitrine.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.delta.tables.DeltaTable;
import io.vitrine.error.Errors;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code audit}: one row per command and per statement that ran the model; only grows. */
public final class AuditTable extends WarehouseTable {
  /** Half a year: rows younger than this are never removed. */
  public static final int KEEP_DAYS = 184;

  private static final String APPEND_ONLY = "delta.appendOnly";

  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("at", TimestampType, "When it was over"),
            required("principal", StringType, "Who asked for it, as Spark knows them"),
            required("command", StringType, "Command, or statement for SQL"),
            optional("args", StringType, "Arguments as JSON, without secrets"),
            optional("products", LongType, "Pictures that were tried"),
            optional("first_product", StringType, "Least product_id among them"),
            optional("last_product", StringType, "Greatest product_id among them"),
            optional("model", StringType, "Model, name@version"),
            optional("prompt", StringType, "Prompt, id@version"),
            optional("run_id", StringType, "Run, as in runs"),
            required("outcome", StringType, "Status of the run, done, or failed and why")
          });

  AuditTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "Who had the model look at what";
  }

  @Override
  List<String> keys() {
    return List.of();
  }

  /** Delta itself refuses to change or remove rows. */
  @Override
  Map<String, String> properties() {
    return Map.of(APPEND_ONLY, "true");
  }

  /**
   * Removes the rows before a time.
   *
   * @throws io.vitrine.error.VitrineException when that would remove rows that must be kept
   */
  public void removeBefore(Instant time) {
    requireRemovable(time);
    if (!exists()) {
      return;
    }

    setAppendOnly(false);
    try {
      DeltaTable.forPath(spark(), location()).delete(col("at").lt(lit(Timestamp.from(time))));
    } finally {
      setAppendOnly(true);
    }
  }

  /**
   * Makes sure that all rows before a time may go.
   *
   * @throws io.vitrine.error.VitrineException when some of them must be kept
   */
  public static void requireRemovable(Instant time) {
    if (time.isAfter(Instant.now().minus(KEEP_DAYS, ChronoUnit.DAYS))) {
      throw Errors.invalid(
          "Cannot remove rows of audit since " + time,
          "they are kept for " + KEEP_DAYS + " days",
          "Name " + KEEP_DAYS + " days or more");
    }
  }

  private void setAppendOnly(boolean appendOnly) {
    spark()
        .sql(
            String.format(
                "ALTER TABLE %s SET TBLPROPERTIES ('%s' = '%s')",
                place(), APPEND_ONLY, appendOnly));
  }
}
