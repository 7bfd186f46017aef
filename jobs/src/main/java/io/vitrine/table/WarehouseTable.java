package io.vitrine.table;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.vitrine.error.Errors;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A Delta table of a warehouse: its name, its columns and how it is written. */
public abstract sealed class WarehouseTable
    permits AttributesTable, CopyTable, MetricsTable, RunsTable {
  private final SparkSession spark;
  private final Path path;

  WarehouseTable(SparkSession spark, Path warehouse) {
    this.spark = spark;
    this.path = new Path(warehouse, name());
  }

  /** The table's name, in SQL and as a folder of the warehouse. */
  public abstract String name();

  /** The columns, with what they mean as comments. */
  public abstract StructType schema();

  /** What the table is, for its description in SQL. */
  abstract String comment();

  /** The columns that tell rows apart; empty for a table that only grows. */
  abstract List<String> keys();

  /** Where the table lies. */
  public String location() {
    return path.toString();
  }

  /** Whether the table was ever written. */
  public boolean exists() {
    try {
      return path.getFileSystem(spark.sessionState().newHadoopConf())
          .exists(new Path(path, "_delta_log"));
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot reach the table " + path,
          String.valueOf(e.getMessage()),
          "Check the warehouse's address and the right to read it",
          e);
    }
  }

  /** The rows; none when the table does not exist yet. */
  public Dataset<Row> read() {
    return exists()
        ? spark.read().format("delta").load(location())
        : spark.createDataFrame(List.<Row>of(), schema());
  }

  /** Creates the table, without rows, if it does not exist. */
  public void create() {
    if (exists()) {
      return;
    }

    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark).location(location()).comment(comment());
    builder.addColumns(schema()).execute();
  }

  /** Adds rows whose keys are new. */
  public void append(Dataset<Row> rows) {
    rows.select(columns()).write().format("delta").mode("append").save(location());
  }

  /** Puts rows in the place of those with the same keys, and adds the others. */
  public void merge(Dataset<Row> rows) {
    String sameKeys =
        keys().stream().map(k -> "t." + k + " = s." + k).collect(Collectors.joining(" AND "));
    DeltaTable.forPath(spark, location())
        .as("t")
        .merge(rows.select(columns()).as("s"), sameKeys)
        .whenMatched()
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  private Column[] columns() {
    return Arrays.stream(schema().fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  static StructField required(String name, DataType type, String comment) {
    return new StructField(name, type, /* nullable= */ false, Metadata.empty())
        .withComment(comment);
  }

  static StructField optional(String name, DataType type, String comment) {
    return new StructField(name, type, /* nullable= */ true, Metadata.empty()).withComment(comment);
  }
}
