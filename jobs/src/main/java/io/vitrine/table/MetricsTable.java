package io.vitrine.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code metrics}: one row per picture and attempt, good and bad alike. */
public final class MetricsTable extends WarehouseTable {
  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            optional(
                "product_id", StringType, "Key, with image_uri; null where the input lacks it"),
            optional("image_uri", StringType, "As in the product table, or sha256:<hex> for bytes"),
            optional("image_sha256", StringType, "Hash of the bytes, once fetched"),
            required("run_id", StringType, "Run of this attempt"),
            required("trace_id", StringType, "Names this picture in this run, in logs too"),
            required(
                "status", StringType, "ok, failed, or reused: took the result of the same bytes"),
            optional("error_stage", StringType, "INPUT, FETCH, DECODE, GENERATE or PARSE"),
            optional("error_code", StringType, "Why it failed, one of a closed list"),
            optional("error_message", StringType, "Why it failed, for people"),
            required("attempts", IntegerType, "Tries within the run"),
            optional("finish_reason", StringType, "STOP, or LENGTH when the budget closed it"),
            optional("image_width", IntegerType, "Pixels, upright"),
            optional("image_height", IntegerType, "Pixels, upright"),
            optional("image_bytes", LongType, "Size of the file"),
            optional("image_tokens", IntegerType, "Tokens of the picture"),
            optional("prompt_tokens", IntegerType, "Tokens before the answer, the longest of all"),
            optional("output_tokens", IntegerType, "Tokens of all answers together"),
            optional("output", StringType, "The model's text as it came, one line per answer"),
            required("fetch_ms", DoubleType, "Reading the file"),
            required("decode_ms", DoubleType, "Making the square the model sees"),
            required("queue_ms", DoubleType, "Waiting, for whatever reason but the model's load"),
            required("prefill_ms", DoubleType, "Vision and prefill"),
            required("generate_ms", DoubleType, "Decode steps"),
            required("parse_ms", DoubleType, "Checking the answers"),
            required("total_ms", DoubleType, "All of these together"),
            optional("batch_size", IntegerType, "Most answers that shared a decode step"),
            optional("device", StringType, "Where the model ran"),
            required("executor_id", StringType, "Spark's id of the executor"),
            optional("fingerprint", StringType, "Hash of model, prompt, schema and sampling"),
            required("at", TimestampType, "When the attempt was over"),
            optional("image_version", StringType, "Etag, or size and time of modification"),
            optional("chunk", LongType, "Chunk whose row in chunks makes this one count"),
            optional(
                "prompts",
                DataTypes.createArrayType(StringType),
                "Prompts that were asked, id@version, one for each line of output"),
            optional(
                "personal_data",
                IntegerType,
                "Places with personal data that were masked, in the prompt and in the answers")
          });

  MetricsTable(SparkSession spark, Path warehouse) {
    super(spark, warehouse);
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  String comment() {
    return "What every attempt took and what came of it";
  }

  @Override
  List<String> keys() {
    return List.of();
  }
}
