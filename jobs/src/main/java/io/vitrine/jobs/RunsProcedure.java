package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import io.vitrine.table.RunsTable;
import io.vitrine.table.Warehouse;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Option;

/** {@code CALL vitrine.system.runs(…)}: the newest runs, as the table {@code runs} has them. */
final class RunsProcedure extends WarehouseProcedure<RunsProcedure.Options> {

  /** How many. */
  static final class Options {
    @Option(
        names = "--limit",
        defaultValue = "20",
        description = "Rows at most (default: ${DEFAULT-VALUE}).")
    private int limit;
  }

  RunsProcedure(Caller caller) {
    super("runs", "What was run over a warehouse, the newest first", caller, Options::new);
  }

  @Override
  StructType result() {
    return RunsTable.columns();
  }

  @Override
  List<Row> run(Call<Options> call) {
    return Warehouse.existing(call.spark(), call.warehouse())
        .runs()
        .read()
        .select(columns())
        .orderBy(col("started_at").desc())
        .limit(call.options().limit)
        .collectAsList();
  }
}
