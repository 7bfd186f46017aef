package io.vitrine.jobs;

import io.vitrine.table.Warehouse;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL vitrine.system.maintain(…)}: the command {@code maintain}, one row per table. */
final class MaintainProcedure extends WarehouseProcedure<MaintainOptions> {
  private static final StructType RESULT =
      new StructType()
          .add("table", DataTypes.StringType)
          .add("files_before", DataTypes.LongType)
          .add("files_now", DataTypes.LongType);

  MaintainProcedure(Caller caller) {
    super(
        "maintain",
        "Join the tables' small files, and remove old ones",
        caller,
        MaintainOptions::new);
  }

  @Override
  StructType result() {
    return RESULT;
  }

  @Override
  List<Row> run(Call<MaintainOptions> call) {
    Maintenance maintenance = call.options().maintenance();
    Warehouse tables = Warehouse.existing(call.spark(), call.warehouse());
    return call
        .audit()
        .during(
            name(),
            call.given(),
            () -> maintenance.run(tables, call.conf(Map.of()), Progress.NONE),
            done -> AuditEntry.DONE)
        .tables()
        .stream()
        .map(table -> RowFactory.create(table.name(), table.filesBefore(), table.filesNow()))
        .toList();
  }
}
