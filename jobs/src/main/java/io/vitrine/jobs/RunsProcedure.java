package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import io.vitrine.table.RunsTable;
import io.vitrine.table.Warehouse;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL vitrine.system.runs(…)}: the newest runs, as the table {@code runs} has them. */
final class RunsProcedure extends WarehouseProcedure {
  private static final int USUAL_LIMIT = 20;

  RunsProcedure(String usualWarehouse) {
    super("runs", "What was run over a warehouse, the newest first", usualWarehouse);
    warehouse();
    optional("limit", DataTypes.LongType, "Rows at most; " + USUAL_LIMIT + " if left out");
  }

  @Override
  StructType result() {
    return RunsTable.columns();
  }

  @Override
  List<Row> run(SparkSession spark, String warehouse, ProcedureArguments arguments) {
    Column[] columns =
        Arrays.stream(result().fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    long limit = arguments.number("limit", 1).orElse(USUAL_LIMIT);
    return Warehouse.existing(spark, warehouse)
        .runs()
        .read()
        .select(columns)
        .orderBy(col("started_at").desc())
        .limit((int) Math.min(limit, Integer.MAX_VALUE))
        .collectAsList();
  }
}
