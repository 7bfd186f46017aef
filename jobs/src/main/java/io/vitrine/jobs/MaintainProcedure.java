package io.vitrine.jobs;

import io.vitrine.table.Warehouse;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL vitrine.system.maintain(…)}: the command {@code maintain}, one row per table. */
final class MaintainProcedure extends WarehouseProcedure {
  private static final StructType RESULT =
      new StructType()
          .add("table", DataTypes.StringType)
          .add("files_before", DataTypes.LongType)
          .add("files_now", DataTypes.LongType);

  MaintainProcedure(String usualWarehouse) {
    super("maintain", "Join the tables' small files, and remove old ones", usualWarehouse);
    warehouse();
    optional(
        "keep_hours",
        DataTypes.LongType,
        "Keep the files of all versions of the last hours; a week if left out");
  }

  @Override
  StructType result() {
    return RESULT;
  }

  @Override
  List<Row> run(SparkSession spark, String warehouse, ProcedureArguments arguments) {
    long hours =
        arguments.number("keep_hours", Maintenance.LEAST_HOURS).orElse(Maintenance.LEAST_HOURS);
    return new Maintenance(Math.toIntExact(hours))
        .run(Warehouse.existing(spark, warehouse), Progress.NONE).stream()
            .map(table -> RowFactory.create(table.name(), table.filesBefore(), table.filesNow()))
            .toList();
  }
}
