package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import io.vitrine.generate.Fingerprint;
import io.vitrine.generate.KnownAnswers;
import io.vitrine.generate.PictureJob;
import io.vitrine.generate.PicturePipeline;
import io.vitrine.generate.PictureResult;
import io.vitrine.generate.PictureTrace;
import io.vitrine.image.PictureDecoder;
import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What runs behind {@code describe_product(image BINARY)}: null in, null out; a picture that cannot
 * be described gives a row with its error code.
 *
 * <p>SQL hands a function one row at a time, so a task waits for each answer; the engine's batches
 * are filled by the tasks that run beside each other. For a whole catalogue use {@code enrich}.
 */
final class DescribeProduct implements UDF1<byte[], Row> {
  private static final long serialVersionUID = 1L;

  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

  private static final List<PictureJob.Wanted> WANTED =
      List.of(new PictureJob.Wanted(0, "", /* replaces= */ false));

  private final VitrineConf conf;
  private final PromptSpec spec;
  private final int imageSize;
  private final String fingerprint;

  /** Parsed once per copy of this function that Spark makes. */
  private transient volatile Prompt prompt;

  DescribeProduct(VitrineConf conf, Prompt prompt, ModelBundle bundle) {
    this.conf = conf;
    this.spec = PromptSpec.of(prompt);
    this.imageSize = bundle.imageSize();
    this.fingerprint = Fingerprint.of(bundle, prompt);
  }

  /** What the function gives: the fields of the prompt's schema, then what came of the picture. */
  static StructType result(Prompt prompt) {
    StructType result = new StructType();
    for (Field field : prompt.schema().fields()) {
      result =
          result.add(field.name(), field instanceof Field.TextList ? TEXTS : DataTypes.StringType);
    }

    return result
        .add("status", DataTypes.StringType)
        .add("error_code", DataTypes.StringType)
        .add("error_message", DataTypes.StringType);
  }

  @Override
  public Row call(byte[] image) {
    if (image == null) {
      return null;
    }

    return EngineHolder.instance()
        .recentAnswers()
        .of(image, fingerprint, () -> row(describe(image)), DescribeProduct::holds);
  }

  private PictureResult describe(byte[] image) {
    PictureJob job = new PictureJob("", "", null, image, Map.of(), WANTED);
    EngineHolder holder = EngineHolder.instance();
    PictureDecoder decoder = holder.decoder(conf.imageLimits(), imageSize);
    try (PicturePipeline pipeline =
        new PicturePipeline(
            List.of(job).iterator(),
            List.of(prompt()),
            DescribeProduct::nothingToFetch,
            decoder::decode,
            () -> holder.acquire(conf, "describe_product"),
            KnownAnswers.NONE,
            DescribePictures.settings(conf, /* thumbnails= */ false),
            PictureTrace.NONE)) {
      PictureResult result = pipeline.next();
      holder.metrics().count(result);
      return result;
    }
  }

  private Prompt prompt() {
    if (prompt == null) {
      prompt = spec.prompt();
    }

    return prompt;
  }

  private Row row(PictureResult result) {
    List<Object> values = new ArrayList<>();
    for (Field field : prompt().schema().fields()) {
      Object value =
          result.failure() == null ? result.answers().get(0).values().get(field.name()) : null;
      values.add(value instanceof List<?> texts ? texts.toArray() : value);
    }

    values.add(result.failure() == null ? "ok" : "failed");
    values.add(result.failure() == null ? null : result.failure().code().name());
    values.add(result.failure() == null ? null : result.failure().getMessage());
    return RowFactory.create(values.toArray());
  }

  /** Whether a row may be given again: a fault that may pass is tried again. */
  private static boolean holds(Row row) {
    String code = row.getString(row.size() - 2);
    return code == null || ErrorCode.valueOf(code).permanent();
  }

  private static byte[] nothingToFetch(String imageUri, long maxBytes) {
    throw new IllegalStateException("The bytes were given");
  }
}
