package io.vitrine.jobs;

import io.vitrine.spark.VitrineConf;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL vitrine.system.enrich(…)}: the command {@code enrich}, one row of figures. */
final class EnrichProcedure extends WarehouseProcedure {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "model", VitrineConf.MODEL_KEY,
          "prompt", VitrineConf.PROMPT_KEY,
          "channels", VitrineConf.CHANNELS_KEY,
          "max_failed_fraction", VitrineConf.MAX_FAILED_FRACTION_KEY);

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

  EnrichProcedure(String usualWarehouse) {
    super("enrich", "Describe product pictures and commit the answers to tables", usualWarehouse);
    required("products", "The product-image table, or a folder of pictures");
    warehouse();
    optional("images", DataTypes.StringType, "Folder that relative image URIs are relative to");
    optional("model", DataTypes.StringType, "The model bundle: a name, a path or a URI");
    optional("prompt", DataTypes.StringType, "The prompt that fills attributes");
    optional("channels", DataTypes.StringType, "Further channels of copy, such as title,short");
    optional("run_key", DataTypes.StringType, "Names the logical run");
    optional("limit", DataTypes.LongType, "Try at most this many pictures");
    optional("dry_run", DataTypes.BooleanType, "Say what would be done, and write nothing");
    optional("retry_failed", DataTypes.BooleanType, "Try pictures with a permanent fault again");
    optional(
        "max_failed_fraction",
        DataTypes.StringType,
        "End with status budget_exceeded when a larger share of the pictures fails");
  }

  @Override
  StructType result() {
    return RESULT;
  }

  @Override
  String runId(List<Row> rows) {
    return rows.get(0).getString(RESULT.fieldIndex("run_id"));
  }

  @Override
  String outcome(List<Row> rows) {
    return rows.get(0).getString(RESULT.fieldIndex("status"));
  }

  @Override
  List<Row> run(SparkSession spark, String warehouse, ProcedureArguments arguments) {
    Map<String, String> settings = new TreeMap<>();
    SETTINGS.forEach((name, key) -> arguments.text(name).ifPresent(v -> settings.put(key, v)));
    EnrichRequest request =
        EnrichRequest.builder(arguments.required("products"), warehouse)
            .images(arguments.text("images").orElse(null))
            .runKey(arguments.text("run_key").orElse(null))
            .limit(arguments.number("limit", 1))
            .dryRun(arguments.isSet("dry_run"))
            .retryFailed(arguments.isSet("retry_failed"))
            .build();
    RunSummary run = new Enrich(spark, conf(spark, settings), Progress.NONE).run(request);
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
