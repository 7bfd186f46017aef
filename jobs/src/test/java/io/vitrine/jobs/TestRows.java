package io.vitrine.jobs;

import io.vitrine.table.WarehouseTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Writes rows into a warehouse's tables; columns that a test does not care for get a filler. */
final class TestRows {
  private TestRows() {}

  static void write(SparkSession spark, WarehouseTable table, List<Map<String, Object>> rows) {
    List<Row> filled =
        rows.stream()
            .map(
                row ->
                    RowFactory.create(
                        Arrays.stream(table.schema().fields())
                            .map(field -> row.getOrDefault(field.name(), filler(field)))
                            .toArray()))
            .toList();
    table.create();
    table.append(spark.createDataFrame(filled, table.schema()));
  }

  private static Object filler(StructField field) {
    DataType type = field.dataType();
    if (field.nullable()) {
      return null;
    } else if (type.equals(DataTypes.StringType)) {
      return "-";
    } else if (type.equals(DataTypes.LongType)) {
      return 0L;
    } else if (type.equals(DataTypes.IntegerType)) {
      return 0;
    } else if (type.equals(DataTypes.DoubleType)) {
      return 0.0;
    } else if (type.equals(DataTypes.BooleanType)) {
      return false;
    } else if (type.equals(DataTypes.TimestampType)) {
      return Timestamp.from(Instant.EPOCH);
    } else if (type.equals(DataTypes.BinaryType)) {
      return new byte[0];
    } else if (type instanceof ArrayType) {
      return new String[0];
    }
    throw new IllegalArgumentException("no filler for " + type);
  }
}
