package io.vitrine.jobs;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.VitrineException;
import io.vitrine.spark.VitrineConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;

/** Enriches a folder on two executors, each in a JVM of its own, which may lose their devices. */
final class TwoExecutors {
  private TwoExecutors() {}

  /** Arguments: pictures, warehouse, file for the figures, model. */
  public static void main(String[] args) throws Exception {
    SparkConf conf = ChildSpark.conf("local-cluster[2,1,1024]");
    try (SparkSession spark =
        SparkSession.builder().config(SessionDefaults.complete(conf)).getOrCreate()) {
      AtomicInteger tasks = new AtomicInteger();
      Progress progress = new StagesOfWork(spark, tasks);
      RunSummary run =
          new Enrich(spark, settings("StubEngineFactory", args[3], 1), progress)
              .run(EnrichRequest.of(args[0], args[1]));
      Files.writeString(
          Path.of(args[2]),
          String.format(
              "loads=%d executors=%d ok=%d tasks=%d",
              run.engineLoads(), run.executors(), run.counts().ok(), tasks.get()));
      Files.writeString(Path.of(args[2] + "-one-lost-its-device"), withDeaths(spark, args, 1));
      Files.writeString(Path.of(args[2] + "-all-lose-theirs"), withDeaths(spark, args, 100));
    }
  }

  /**
   * @param slots other slots make another engine, which is loaded anew
   */
  private static VitrineConf settings(String factory, String model, int slots) {
    return VitrineConf.of(
        Map.of(
            VitrineConf.ENGINE_FACTORY_KEY,
            "io.vitrine.generate." + factory,
            VitrineConf.MODEL_KEY,
            model,
            VitrineConf.PREFIX + "engine.slots",
            Integer.toString(slots),
            VitrineConf.PREFIX + "maxDeviceFaults",
            "2",
            VitrineConf.PREFIX + "pieceSize",
            "2"));
  }

  /** Runs into a warehouse of its own while so many engines lose their device; says how it went. */
  private static String withDeaths(SparkSession spark, String[] args, int deaths)
      throws IOException {
    Files.writeString(Path.of(args[3]).resolveSibling("deaths"), Integer.toString(deaths));
    try {
      RunSummary run =
          new Enrich(spark, settings("StubDyingEngineFactory", args[3], deaths), Progress.NONE)
              .run(EnrichRequest.of(args[0], args[1] + deaths));
      return run.status() + " ok=" + run.counts().ok();
    } catch (VitrineException e) {
      return e.exit() + " " + e.getMessage();
    }
  }

  /** Counts the tasks that start while pictures are described. */
  private static final class StagesOfWork implements Progress {
    private volatile boolean describing;

    StagesOfWork(SparkSession spark, AtomicInteger tasks) {
      spark
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskStart(SparkListenerTaskStart task) {
                  if (describing) {
                    tasks.incrementAndGet();
                  }
                }
              });
    }

    @Override
    public void phase(String name) {
      describing = name.equals("describing");
    }

    @Override
    public void update(long done, long total, Map<ErrorCode, Long> failed) {}
  }
}
