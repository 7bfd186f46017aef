package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import io.vitrine.spark.VitrineHome;
import io.vitrine.table.QualityTable;
import io.vitrine.table.Warehouse;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** {@code CALL vitrine.system.evaluate(…)}: what the command adds to {@code quality}. */
final class EvaluateProcedure extends WarehouseProcedure<EvaluateOptions> {
  EvaluateProcedure(Caller caller) {
    super(
        "evaluate",
        "Score the tables against labels that people gave",
        caller,
        EvaluateOptions::new);
  }

  @Override
  StructType result() {
    return QualityTable.columns();
  }

  @Override
  List<Row> run(Call<EvaluateOptions> call) {
    Yardsticks yardsticks = Yardsticks.read(VitrineHome.conf());
    Warehouse tables = Warehouse.existing(call.spark(), call.warehouse());
    GoldLabels gold = GoldLabels.read(call.spark(), call.options().gold());
    String runId = RunId.next(Instant.now());
    call.audit()
        .during(
            name(),
            call.given(),
            () -> new QualityRecords(tables, yardsticks).evaluate(gold, runId));
    return tables
        .quality()
        .read()
        .where(col("run_id").equalTo(runId))
        .select(columns())
        .collectAsList();
  }
}
