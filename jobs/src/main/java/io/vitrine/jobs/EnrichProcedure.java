package io.vitrine.jobs;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL vitrine.system.enrich(…)}: the command {@code enrich}, one row of figures. */
final class EnrichProcedure extends WarehouseProcedure<EnrichOptions> {
  private static final StructType RESULT =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("input", DataTypes.LongType)
          .add("reused", DataTypes.LongType)
          .add("skipped", DataTypes.LongType)
          .add("todo", DataTypes.LongType)
          .add("stale", DataTypes.LongType)
          .add("ok", DataTypes.LongType)
          .add("failed", DataTypes.LongType)
          .add("untried", DataTypes.LongType)
          .add("error_codes", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType))
          .add("images_per_second", DataTypes.DoubleType)
          .add("engine_loads", DataTypes.IntegerType)
          .add("executors", DataTypes.IntegerType);

  EnrichProcedure(Caller caller) {
    super(
        "enrich",
        "Describe product pictures and commit the answers to tables",
        caller,
        EnrichOptions::new);
  }

  @Override
  StructType result() {
    return RESULT;
  }

  @Override
  List<Row> run(Call<EnrichOptions> call) {
    EnrichRequest request =
        call.options().request(call.warehouse()).principal(call.principal()).build();
    Enrich enrich = new Enrich(call.spark(), call.conf(call.options().settings()), Progress.NONE);
    RunSummary run = call.audit().duringRun(call.given(), () -> enrich.run(request));
    RunSummary.Counts counts = run.counts();
    return List.of(
        RowFactory.create(
            run.runId(),
            run.status(),
            counts.input(),
            counts.reused(),
            counts.skipped(),
            counts.todo(),
            counts.stale(),
            counts.ok(),
            counts.failed(),
            counts.untried(),
            run.errorCodes(),
            run.imagesPerSecond(),
            run.engineLoads(),
            run.executors()));
  }
}
