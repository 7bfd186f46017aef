package io.vitrine.bench;

import io.vitrine.error.Errors;
import io.vitrine.jobs.Enrich;
import io.vitrine.jobs.EnrichRequest;
import io.vitrine.jobs.Progress;
import io.vitrine.jobs.RunSummary;
import io.vitrine.spark.VitrineConf;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/** The whole: a folder of pictures to Delta tables, in a session that is up with a loaded model. */
final class EnrichBench {
  private final SparkSession spark;
  private final VitrineConf conf;
  private final Path pictures;
  private final Path warehouses;

  /**
   * @param conf all settings but the engine's threads and slots
   * @param pictures the folder of pictures
   * @param warehouses where each run gets a new warehouse, removed after it
   */
  EnrichBench(SparkSession spark, VitrineConf conf, Path pictures, Path warehouses) {
    this.spark = spark;
    this.conf = conf;
    this.pictures = pictures;
    this.warehouses = warehouses;
  }

  /**
   * What one run took.
   *
   * @param seconds of each phase, see {@link Phases#end}
   * @param memoryGrowth see {@link ResidentMemory#growth}
   */
  record Result(Map<String, Double> seconds, double memoryGrowth) {}

  /** Measures after a small run that does not count. */
  Result measure(Setting setting, int count) {
    return measure(setting, pictures, count);
  }

  /** The same for another folder of pictures. */
  Result measure(Setting setting, Path folder, int count) {
    VitrineConf settings =
        conf.with(
            Map.of(
                VitrineConf.PREFIX + "engine.slots",
                Integer.toString(setting.of(Setting.SLOTS)),
                VitrineConf.PREFIX + "engine.threads",
                Integer.toString(setting.of(Setting.THREADS)),
                VitrineConf.PREFIX + "engine.intraOpThreads",
                Integer.toString(setting.of(Setting.INTRA_OP_THREADS))));
    Path warehouse = warehouses.resolve(String.valueOf(ProcessHandle.current().pid()));
    try {
      int warm = Math.min(count, 2 * setting.of(Setting.SLOTS) * setting.of(Setting.THREADS));
      run(settings, folder, warehouse.resolve("warm"), warm, Progress.NONE);
      Phases phases = new Phases();
      run(settings, folder, warehouse.resolve("measured"), count, phases);
      return new Result(phases.end(), phases.memory().growth());
    } finally {
      FileUtils.deleteQuietly(warehouse.toFile());
    }
  }

  private void run(
      VitrineConf settings, Path folder, Path warehouse, int count, Progress progress) {
    EnrichRequest request =
        EnrichRequest.builder(folder.toString(), warehouse.toString()).limit(count).build();
    RunSummary summary = new Enrich(spark, settings, progress).run(request);
    if (summary.counts().ok() != count) {
      throw Errors.failed(
          "A measurement means nothing",
          String.format("of %d pictures %d came out", count, summary.counts().ok()),
          "See the log",
          /* cause= */ null);
    }
  }
}
