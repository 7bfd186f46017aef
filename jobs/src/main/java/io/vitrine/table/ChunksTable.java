package io.vitrine.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * {@code chunks}: one row per chunk of results that is whole. A chunk's row is written after its
 * rows in the other tables, and is what makes them count.
 */
public final class ChunksTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("chunk", LongType, "Key: the lease's epoch times a million, plus a sequence"),
            required("run_id", StringType, "Run that made the results"),
            optional("run_key", StringType, "Logical run, as --run-key named it"),
            required("pictures", LongType, "Attempts in this chunk"),
            required("ok", LongType, "Pictures that came out well"),
            required("reused", LongType, "Pictures that took the result of identical bytes"),
            required("failed", LongType, "Pictures that failed"),
            required("replaced", LongType, "Answers that replace older ones"),
            required("tidied", BooleanType, "Whether the replaced rows are gone from the tables"),
            required("skipped_writes", IntegerType, "Tables that held this chunk before"),
            required("committed_at", TimestampType, "When the chunk was whole")
          });

  ChunksTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "chunks";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "Chunks of results that are whole";
  }

  @Override
  List<String> keys() {
    return List.of("chunk");
  }

  /** Notes that the rows which these chunks replaced are gone. */
  public void setTidied(List<Long> chunks) {
    DeltaTable.forPath(spark(), location())
        .update(col("chunk").isInCollection(chunks), Map.of("tidied", lit(true)));
  }
}
