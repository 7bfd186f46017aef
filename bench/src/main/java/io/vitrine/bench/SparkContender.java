package io.vitrine.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A contender that is a Spark job: a folder of pictures to one table. */
abstract class SparkContender implements Contender {
  /** What every job writes for a picture. */
  static final StructType ANSWERS =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("tokens", DataTypes.IntegerType);

  private static final int WARM_UP = 64;

  private final Ground ground;

  SparkContender(Ground ground) {
    this.ground = ground;
  }

  /**
   * What all of them work on.
   *
   * @param tables where their tables go, removed after each run
   * @param side of the model's pictures, pixels
   */
  record Ground(
      SparkSession spark,
      SamplePictures pictures,
      Path tables,
      Path bundle,
      int side,
      PlainModel.Question question) {}

  final Ground ground() {
    return ground;
  }

  @Override
  public final int sweepPictures(Effort effort) {
    return effort.sweepPictures();
  }

  @Override
  public final int pictures(Effort effort) {
    return effort.pictures();
  }

  @Override
  public final Result measure(Setting setting, int count) {
    Path target = ground.tables().resolve(name() + "-" + ProcessHandle.current().pid());
    Path few = ground.pictures().first(Math.min(WARM_UP, count));
    Path all = ground.pictures().first(count);
    prepare(few);
    prepare(all);
    try {
      run(setting, few, target.resolve("warm"));
      long before = System.nanoTime();
      run(setting, all, target.resolve("measured"));
      double seconds = (System.nanoTime() - before) / 1e9;
      Row written =
          ground
              .spark()
              .read()
              .format(format())
              .load(target.resolve("measured").toString())
              .agg(sum("tokens"), sum(col("tokens").gt(0).cast("int")))
              .head();
      if (written.getLong(1) != count) {
        throw new IllegalStateException(
            String.format("%s: of %d pictures %d came out", name(), count, written.getLong(1)));
      }

      return new Result(count / seconds, (double) written.getLong(0) / count);
    } finally {
      FileUtils.deleteQuietly(target.toFile());
    }
  }

  private void run(Setting setting, Path folder, Path target) {
    answers(setting, folder).write().format(format()).save(target.toString());
  }

  /** Makes what the job finds there; not measured. */
  void prepare(Path folder) {}

  /** Of the table. */
  abstract String format();

  /** The job, up to the rows as {@link #ANSWERS}. */
  abstract Dataset<Row> answers(Setting setting, Path folder);

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.tasks(/* batch= */ 32, Setting.BY_SPARK, /* intraOpThreads= */ 1),
        Setting.tasks(8, Measurement.CORES, 1),
        Setting.tasks(32, Measurement.CORES, 1),
        Setting.tasks(100, Measurement.CORES, 1),
        Setting.tasks(32, 1, Measurement.CORES));
  }

  /** The pictures cut into tasks as the setting says. */
  static Dataset<Row> cut(Dataset<Row> files, Setting setting) {
    int tasks = setting.of(Setting.TASKS);
    return tasks == Setting.BY_SPARK ? files : files.coalesce(tasks);
  }
}
