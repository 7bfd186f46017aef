package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code runs}: one row per run. */
public final class RunsTable extends WarehouseTable {
  private static final DataType FAILURES = DataTypes.createMapType(StringType, LongType);

  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required("run_id", StringType, "Key"),
            optional("run_key", StringType, "Logical run, as --run-key named it"),
            required("command", StringType, "Command that ran"),
            required(
                "status",
                StringType,
                "running, ok, failed, budget_exceeded, stopped or interrupted"),
            optional("fingerprint", StringType, "Hash of model, prompt, schema and sampling"),
            optional("model", StringType, "Model, name@version"),
            optional("prompt", StringType, "Prompt, id@version"),
            required("started_at", TimestampType, "Begin of the run"),
            required(
                "ended_at",
                TimestampType,
                "End of the run; while it is running, when this row was written"),
            required("input", LongType, "Pictures in the product table"),
            required("todo", LongType, "Pictures that had to be run"),
            required(
                "reused",
                LongType,
                "Pictures whose result holds, or that took the one of the same bytes"),
            required("skipped", LongType, "Pictures with a known permanent fault"),
            required("ok", LongType, "Pictures that came out well"),
            required("failed", LongType, "Pictures that failed"),
            required("untried", LongType, "Pictures left for another run"),
            optional("images_per_second", DoubleType, "Pictures run over the time of the work"),
            required("engine_loads", IntegerType, "Loads of the model that this run caused"),
            required("executors", IntegerType, "Executors that worked on pictures"),
            optional("images_base", StringType, "Folder of relative image URIs"),
            optional("args", StringType, "Options and settings given, as JSON"),
            optional("version", StringType, "Version of Vitrine"),
            optional("chunks", LongType, "Chunks that were committed"),
            optional("skipped_writes", LongType, "Writes that a table had had before"),
            optional("error_codes", FAILURES, "Failures by code"),
            optional("eta", TimestampType, "When a running one will have ended, about"),
            optional("principal", StringType, "Who asked for it, as Spark knows them")
          });

  RunsTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  /** The columns, whether or not there is such a table. */
  public static StructType columns() {
    return SCHEMA;
  }

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "What was run over this warehouse";
  }

  @Override
  List<String> keys() {
    return List.of("run_id");
  }

  /**
   * Puts a run's row in the place of the one that is there, if there is one.
   *
   * @param row the row, with the run's id
   * @param commit identity of this write
   */
  public WriteOutcome put(Dataset<Row> row, ChunkId commit) {
    // an id is letters, digits and dashes
    return replace("run_id = '" + commit.runId() + "'", row, commit);
  }
}
