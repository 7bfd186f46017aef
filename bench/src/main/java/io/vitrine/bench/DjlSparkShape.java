package io.vitrine.bench;

import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The shape of djl-spark: every task loads the model, and {@code batchPredict} runs over its rows,
 * without a schema. The library itself is built for Scala 2.12 and cannot be run beside Spark 4.
 */
final class DjlSparkShape extends SparkContender {
  DjlSparkShape(Ground ground) {
    super(ground);
  }

  @Override
  public String name() {
    return "djl_spark_shape";
  }

  @Override
  public String title() {
    return "djl-spark's shape";
  }

  @Override
  String format() {
    return "delta";
  }

  @Override
  Dataset<Row> answers(Setting setting, Path folder) {
    Dataset<Row> files =
        ground()
            .spark()
            .read()
            .format("binaryFile")
            .load(folder.toString())
            .select("path", "content");
    return cut(files, setting)
        .mapPartitions(
            new Predict(
                ground().bundle().toString(),
                ground().side(),
                ground().question(),
                setting.of(Setting.BATCH),
                setting.of(Setting.INTRA_OP_THREADS)),
            Encoders.row(ANSWERS));
  }

  private record Predict(
      String bundle, int side, PlainModel.Question question, int batch, int intraOpThreads)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      PlainModel model = PlainModel.load(Path.of(bundle), intraOpThreads);
      PlainModel.Predictor predictor = model.predictor(question, batch);
      TaskCompletionListener closing =
          context -> {
            predictor.close();
            model.close();
          };
      TaskContext.get().addTaskCompletionListener(closing);
      PlainPixels pixels = new PlainPixels(side);
      return new PredictBatches(
          rows, batch, row -> pixels.square(row.<byte[]>getAs("content")), predictor);
    }
  }
}
