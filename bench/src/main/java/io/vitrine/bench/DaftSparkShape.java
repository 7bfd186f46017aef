package io.vitrine.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The shape of the Spark baseline that Daft publishes (Eventual-Inc/Daft,
 * benchmarking/ai/image_classification/spark.ipynb): paths are collected on the driver and given to
 * {@code binaryFile} as a list; one function decodes to {@code array<float>}, rows without one are
 * filtered out, and another function predicts, with a model that a worker process keeps. There both
 * are Python; here they are Java, which spares them the way through Arrow and pipes.
 */
final class DaftSparkShape extends SparkContender {
  DaftSparkShape(Ground ground) {
    super(ground);
  }

  @Override
  public String name() {
    return "daft_spark_shape";
  }

  @Override
  public String title() {
    return "Daft's Spark shape";
  }

  @Override
  String format() {
    return "parquet";
  }

  @Override
  void prepare(Path folder) {
    List<String> paths =
        SamplePictures.files(folder).stream().map(file -> file.toUri().toString()).toList();
    ground()
        .spark()
        .createDataset(paths, Encoders.STRING())
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(list(folder));
  }

  private String list(Path folder) {
    return ground().tables().resolve(folder.getFileName() + ".paths").toString();
  }

  @Override
  Dataset<Row> answers(Setting setting, Path folder) {
    List<String> paths =
        ground().spark().read().parquet(list(folder)).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    Dataset<Row> files =
        ground().spark().read().format("binaryFile").load(paths.toArray(String[]::new));
    Dataset<Row> decoded =
        cut(files, setting)
            .withColumn(
                "processed_image",
                udf(
                        new Decode(ground().side()),
                        DataTypes.createArrayType(DataTypes.FloatType, false))
                    .apply(col("content")))
            .where(col("processed_image").isNotNull())
            .select("path", "processed_image");
    return decoded.mapPartitions(
        new Predict(
            ground().bundle().toString(),
            ground().question(),
            setting.of(Setting.BATCH),
            setting.of(Setting.INTRA_OP_THREADS)),
        Encoders.row(ANSWERS));
  }

  private record Decode(int side) implements UDF1<byte[], float[]> {
    @Override
    public float[] call(byte[] file) {
      byte[] square = new PlainPixels(side).square(file);
      float[] pixels = new float[square.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = Byte.toUnsignedInt(square[i]);
      }

      return pixels;
    }
  }

  private record Predict(String bundle, PlainModel.Question question, int batch, int intraOpThreads)
      implements MapPartitionsFunction<Row, Row> {
    /** What Python's worker processes keep for the next task. */
    private static final Map<Integer, Queue<PlainModel>> KEPT = new ConcurrentHashMap<>();

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      Queue<PlainModel> idle =
          KEPT.computeIfAbsent(intraOpThreads, threads -> new ConcurrentLinkedQueue<>());
      PlainModel kept = idle.poll();
      PlainModel model = kept == null ? PlainModel.load(Path.of(bundle), intraOpThreads) : kept;
      PlainModel.Predictor predictor = model.predictor(question, batch);
      TaskCompletionListener closing =
          context -> {
            predictor.close();
            idle.add(model);
          };
      TaskContext.get().addTaskCompletionListener(closing);
      return new PredictBatches(rows, batch, row -> bytes(row.getList(1)), predictor);
    }

    private static byte[] bytes(List<Float> pixels) {
      byte[] bytes = new byte[pixels.size()];
      int i = 0;
      for (Float pixel : pixels) {
        bytes[i++] = (byte) pixel.intValue();
      }

      return bytes;
    }
  }
}
