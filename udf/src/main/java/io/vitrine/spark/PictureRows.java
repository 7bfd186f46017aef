package io.vitrine.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.generate.PictureJob;
import io.vitrine.generate.PictureResult;
import io.vitrine.json.JsonText;
import io.vitrine.privacy.ForbiddenClaims;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.Field;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Pictures as rows, on their way into and out of {@link DescribePictures}. */
public final class PictureRows {
  /** Holds fields that a team has added to the schema, as JSON. */
  public static final String FURTHER = "further";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

  private static final StructType WANTED =
      new StructType()
          .add("prompt", DataTypes.IntegerType, false)
          .add("fingerprint", DataTypes.StringType, false)
          .add("replaces", DataTypes.BooleanType, false);

  /** An answer, in {@code answers} of {@link #RESULTS}. */
  public static final StructType ANSWER =
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
          .add(FURTHER, DataTypes.StringType);

  /** Fields of an answer that say what it is, and not what the model said. */
  private static final Set<String> FILING = Set.of("channel", "prompt", "fingerprint", "replaces");

  private static final StructType KNOWN =
      new StructType().add("sha256", DataTypes.StringType, false).add("answer", ANSWER, false);

  /**
   * What {@link DescribePictures} reads: first rows that hold nothing but {@code known}, an answer
   * about a picture's bytes from before, then jobs, without it; see {@link PictureJob}.
   */
  public static final StructType JOBS =
      new StructType()
          .add("product_id", DataTypes.StringType)
          .add("image_uri", DataTypes.StringType)
          .add("image_version", DataTypes.StringType)
          .add("image", DataTypes.BinaryType)
          .add("fields", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("wanted", new ArrayType(WANTED, false))
          .add("known", KNOWN);

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

  /**
   * An answer from before.
   *
   * @param sha256 of the picture's bytes
   * @param fingerprint what it is filed under
   * @param values by the names of {@link #RESULTS}' answers, which are the schema's but for the
   *     copy: that is {@code text}
   */
  record KnownAnswer(String sha256, String fingerprint, Map<String, Object> values) {}

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

  /** Whether this row holds an answer from before, and no job. */
  static boolean isKnown(Row row) {
    return !row.isNullAt(JOBS.fieldIndex("known"));
  }

  /** The answer of such a row. */
  static KnownAnswer known(Row row) {
    Row known = row.getStruct(JOBS.fieldIndex("known"));
    Row answer = known.getStruct(1);
    Map<String, Object> values = new HashMap<>();
    for (StructField field : ANSWER.fields()) {
      int index = answer.fieldIndex(field.name());
      if (field.name().equals(FURTHER) && !answer.isNullAt(index)) {
        values.putAll(fields(answer.getString(index)));
      } else if (!FILING.contains(field.name()) && !answer.isNullAt(index)) {
        boolean list = field.dataType() instanceof ArrayType;
        values.put(field.name(), list ? answer.getList(index) : answer.get(index));
      }
    }

    return new KnownAnswer(known.getString(0), answer.getAs("fingerprint"), values);
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
    String good = result.reused() ? "reused" : "ok";
    return RowFactory.create(
        job.productId(),
        job.imageUri(),
        job.imageVersion(),
        facts.sha256(),
        runId,
        traceId(job),
        ok ? good : "failed",
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

  private static Map<String, Object> fields(String further) {
    try {
      return JSON.readValue(further, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was written here can be read", e);
    }
  }

  /** The same for every try of this picture in this run, whichever task makes it. */
  String traceId(PictureJob job) {
    String name = String.join("\n", runId, job.productId(), job.imageUri());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
