package io.vitrine.jobs;

import io.vitrine.error.ErrorCode;
import io.vitrine.generate.StubScriptedEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** A driver in a process of its own, which can be killed. */
final class Driver {
  static final int PIECE_SIZE = 20;
  static final int CORES = 2;

  private Driver() {}

  /**
   * Arguments: pictures, warehouse, model, a file that grows by a byte with every picture that the
   * engine is given, and how many milliseconds such a picture takes.
   */
  public static void main(String[] args) throws Exception {
    SparkConf conf =
        new SparkConf()
            .set("spark.master", "local[" + CORES + "]")
            .set("spark.local.dir", args[1] + ".local");
    VitrineConf settings =
        VitrineConf.of(
            Map.of(
                VitrineConf.ENGINE_FACTORY_KEY,
                StubScriptedEngineFactory.class.getName(),
                VitrineConf.MODEL_KEY,
                args[2],
                VitrineConf.COMMIT_INTERVAL_KEY,
                "1s",
                VitrineConf.PREFIX + "pieceSize",
                Integer.toString(PIECE_SIZE)));
    Path submissions = Path.of(args[3]);
    long pace = Long.parseLong(args[4]);
    StubScriptedEngineFactory.script(() -> count(submissions, pace));
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
            public void update(long done, long total, Map<ErrorCode, Long> failed) {}
          };
      RunSummary run = new Enrich(spark, settings, progress).run(request);
      System.out.println("status " + run.status());
    }
  }

  private static StubScriptedEngineFactory.Then count(Path submissions, long pace) {
    try {
      Files.write(submissions, new byte[1], StandardOpenOption.APPEND);
      Thread.sleep(pace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    return StubScriptedEngineFactory.Then.ANSWER;
  }
}
