package io.vitrine.spark;

import io.vitrine.generate.PictureJob;
import io.vitrine.generate.PictureResult;
import io.vitrine.json.JsonText;
import io.vitrine.privacy.ForbiddenClaims;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.Field;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Pictures as rows, on their way into and out of {@link DescribePictures}. */
public final class PictureRows {
  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

  private static final StructType WANTED =
      new StructType()
          .add("prompt", DataTypes.IntegerType, false)
          .add("fingerprint", DataTypes.StringType, false)
          .add("replaces", DataTypes.BooleanType, false);

  /** What {@link DescribePictures} reads; see {@link PictureJob}. */
  public static final StructType JOBS =
      new StructType()
          .add("product_id", DataTypes.StringType)
          .add("image_uri", DataTypes.StringType)
          .add("image_version", DataTypes.StringType)
          .add("image", DataTypes.BinaryType)
          .add("fields", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("wanted", new ArrayType(WANTED, false));

  private static final StructType ANSWER =
      new StructType()
          .add("channel", DataTypes.StringType, false)
          .add("prompt", DataTypes.StringType, false)
          .add("fingerprint", DataTypes.StringType, false)
          .add("replaces", DataTypes.BooleanType, false)
          .add("text", DataTypes.StringType)
          .add("category", DataTypes.StringType)
          .add("color", DataTypes.StringType)
          .add("material", DataTypes.StringType)
          .add("key_features", TEXTS)
          .add("forbidden_claims", TEXTS)
          .add("further", DataTypes.StringType);

  /**
   * What {@link DescribePictures} writes: the columns of {@code metrics}, then {@code answers}
   * (fields that a team has added to the schema are JSON in {@code further}), {@code engine_load}
   * (see {@link io.vitrine.generate.EngineLease#loadId()}), {@code began} and {@code thumbnail}.
   */
  public static final StructType RESULTS =
      new StructType()
          .add("product_id", DataTypes.StringType)
          .add("image_uri", DataTypes.StringType)
          .add("image_version", DataTypes.StringType)
          .add("image_sha256", DataTypes.StringType)
          .add("run_id", DataTypes.StringType, false)
          .add("trace_id", DataTypes.StringType, false)
          .add("status", DataTypes.StringType, false)
          .add("error_stage", DataTypes.StringType)
          .add("error_code", DataTypes.StringType)
          .add("error_message", DataTypes.StringType)
          .add("attempts", DataTypes.IntegerType, false)
          .add("finish_reason", DataTypes.StringType)
          .add("image_width", DataTypes.IntegerType)
          .add("image_height", DataTypes.IntegerType)
          .add("image_bytes", DataTypes.LongType)
          .add("image_tokens", DataTypes.IntegerType)
          .add("prompt_tokens", DataTypes.IntegerType)
          .add("output_tokens", DataTypes.IntegerType)
          .add("output", DataTypes.StringType)
          .add("fetch_ms", DataTypes.DoubleType, false)
          .add("decode_ms", DataTypes.DoubleType, false)
          .add("queue_ms", DataTypes.DoubleType, false)
          .add("prefill_ms", DataTypes.DoubleType, false)
          .add("generate_ms", DataTypes.DoubleType, false)
          .add("parse_ms", DataTypes.DoubleType, false)
          .add("total_ms", DataTypes.DoubleType, false)
          .add("batch_size", DataTypes.IntegerType)
          .add("device", DataTypes.StringType)
          .add("executor_id", DataTypes.StringType, false)
          .add("fingerprint", DataTypes.StringType)
          .add("personal_data", DataTypes.IntegerType)
          .add("at", DataTypes.TimestampType, false)
          .add("prompts", TEXTS)
          .add("answers", new ArrayType(ANSWER, false), false)
          .add("engine_load", DataTypes.StringType)
          .add("began", DataTypes.TimestampType, false)
          .add("thumbnail", DataTypes.BinaryType);

  private final List<Prompt> prompts;
  private final String executorId;
  private final String runId;
  private final WorkSettings work;
  private final ForbiddenClaims claims;

  PictureRows(
      List<Prompt> prompts,
      ForbiddenClaims claims,
      String executorId,
      String runId,
      WorkSettings work) {
    this.prompts = prompts;
    this.claims = claims;
    this.executorId = executorId;
    this.runId = runId;
    this.work = work;
  }

  static PictureJob job(Row row) {
    List<PictureJob.Wanted> wanted =
        row.<Row>getList(5).stream()
            .map(w -> new PictureJob.Wanted(w.getInt(0), w.getString(1), w.getBoolean(2)))
            .toList();
    return new PictureJob(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getAs(3),
        row.isNullAt(4) ? Map.of() : row.getJavaMap(4),
        wanted);
  }

  Row row(PictureResult result) {
    PictureJob job = result.job();
    PictureResult.Facts facts = result.facts();
    PictureResult.Tokens tokens = result.tokens();
    PictureResult.Times times = result.times();
    boolean ok = result.failure() == null;
    return RowFactory.create(
        job.productId(),
        job.imageUri(),
        job.imageVersion(),
        facts.sha256(),
        runId,
        traceId(job),
        ok ? "ok" : "failed",
        ok ? null : result.failure().code().stage().name(),
        ok ? null : result.failure().code().name(),
        ok ? null : result.failure().getMessage(),
        result.attempts(),
        tokens == null ? null : tokens.finishReason().name(),
        facts.width(),
        facts.height(),
        facts.bytes(),
        tokens == null ? null : tokens.image(),
        tokens == null ? null : tokens.prompt(),
        tokens == null ? null : tokens.output(),
        tokens == null || !work.keepOutput() ? null : tokens.text(),
        times.fetch(),
        times.decode(),
        times.queue(),
        times.prefill(),
        times.generate(),
        times.parse(),
        times.total(),
        tokens == null ? null : tokens.batchSize(),
        result.device(),
        executorId,
        job.wanted().get(0).fingerprint(),
        result.personalData(),
        Timestamp.from(result.ended()),
        job.wanted().stream().map(w -> prompts.get(w.prompt()).name()).toArray(),
        result.answers().stream().map(this::answer).toArray(),
        result.loadId(),
        Timestamp.from(result.began()),
        result.thumbnail());
  }

  private Row answer(PictureResult.Answer answer) {
    Prompt prompt = prompts.get(answer.wanted().prompt());
    Map<String, Object> values = answer.values();
    Object features = values.get("key_features");
    Object text = values.getOrDefault("marketing_copy", values.get("text"));
    return RowFactory.create(
        prompt.channel(),
        prompt.name(),
        answer.wanted().fingerprint(),
        answer.wanted().replaces(),
        text,
        values.get("category"),
        values.get("color"),
        values.get("material"),
        features == null ? null : ((List<?>) features).toArray(),
        claims.in(String.valueOf(text)).toArray(),
        further(prompt, values));
  }

  private static String further(Prompt prompt, Map<String, Object> values) {
    List<Field> fields = PromptShape.furtherFields(prompt);
    if (fields.isEmpty()) {
      return null;
    }

    Map<String, Object> further = new LinkedHashMap<>();
    fields.forEach(field -> further.put(field.name(), values.get(field.name())));
    return JsonText.line(further);
  }

  /** The same for every try of this picture in this run, whichever task makes it. */
  String traceId(PictureJob job) {
    String name = String.join("\n", runId, job.productId(), job.imageUri());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
