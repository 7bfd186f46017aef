package io.vitrine.jobs;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** A driver in a process of its own, which can be killed. */
final class Driver {
  private Driver() {}

  /** Arguments: pictures, warehouse, model. */
  public static void main(String[] args) throws Exception {
    SparkConf conf =
        new SparkConf().set("spark.master", "local[2]").set("spark.local.dir", args[1] + ".local");
    VitrineConf settings =
        VitrineConf.of(
            Map.of(
                VitrineConf.ENGINE_FACTORY_KEY,
                StubEngineFactory.class.getName(),
                VitrineConf.MODEL_KEY,
                args[2],
                VitrineConf.COMMIT_INTERVAL_KEY,
                "1s",
                VitrineConf.PREFIX + "pieceSize",
                "20"));
    EnrichRequest request = EnrichRequest.builder(args[0], args[1]).runKey("nightly").build();
    try (SparkSession spark =
        SparkSession.builder().config(SessionDefaults.complete(conf)).getOrCreate()) {
      Progress progress =
          new Progress() {
            @Override
            public void phase(String name) {
              System.out.println("phase " + name);
            }

            @Override
            public void update(long done, long total, long failed) {}
          };
      RunSummary run = new Enrich(spark, settings, progress).run(request);
      System.out.println("status " + run.status());
    }
  }
}
