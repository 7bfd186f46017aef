package io.vitrine.spark;

import io.vitrine.generate.PictureJob;
import io.vitrine.generate.PicturePipeline;
import io.vitrine.generate.PictureResult;
import io.vitrine.image.PictureDecoder;
import io.vitrine.prompt.Prompt;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The SQL function {@code describe_product(image BINARY)}: null in, null out; a picture that cannot
 * be described gives a row with its error code.
 *
 * <p>SQL hands a function one row at a time, so a task waits for each answer; the engine's batches
 * are filled by the tasks that run beside each other. For a whole catalogue use {@code enrich}.
 */
public final class DescribeProduct implements UDF1<byte[], Row> {
  private static final long serialVersionUID = 1L;

  /** What the function gives. */
  public static final StructType RESULT =
      new StructType()
          .add("category", DataTypes.StringType)
          .add("color", DataTypes.StringType)
          .add("material", DataTypes.StringType)
          .add("key_features", DataTypes.createArrayType(DataTypes.StringType))
          .add("marketing_copy", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("error_code", DataTypes.StringType)
          .add("error_message", DataTypes.StringType);

  private static final List<PictureJob.Wanted> WANTED =
      List.of(new PictureJob.Wanted(0, "", /* replaces= */ false));

  private final VitrineConf conf;
  private final PromptSpec spec;
  private final int imageSize;

  /** Parsed once per copy of this function that Spark makes. */
  private transient volatile Prompt prompt;

  /**
   * @param prompt has the five fields of {@link #RESULT} in its schema
   * @param imageSize side of the square pictures the model takes, in pixels
   */
  DescribeProduct(VitrineConf conf, Prompt prompt, int imageSize) {
    this.conf = conf;
    this.spec = PromptSpec.of(prompt);
    this.imageSize = imageSize;
  }

  @Override
  public Row call(byte[] image) {
    if (image == null) {
      return null;
    }

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
            DescribePictures.settings(conf, /* thumbnails= */ false))) {
      PictureResult result = pipeline.next();
      holder.metrics().count(result);
      return row(result);
    }
  }

  private Prompt prompt() {
    if (prompt == null) {
      prompt = spec.prompt();
    }

    return prompt;
  }

  private static Row row(PictureResult result) {
    if (result.failure() != null) {
      return RowFactory.create(
          null,
          null,
          null,
          null,
          null,
          "failed",
          result.failure().code().name(),
          result.failure().getMessage());
    }

    Map<String, Object> values = result.answers().get(0).values();
    return RowFactory.create(
        values.get("category"),
        values.get("color"),
        values.get("material"),
        ((List<?>) values.get("key_features")).toArray(),
        values.get("marketing_copy"),
        "ok",
        null,
        null);
  }

  private static byte[] nothingToFetch(String imageUri, long maxBytes) {
    throw new IllegalStateException("The bytes were given");
  }
}
