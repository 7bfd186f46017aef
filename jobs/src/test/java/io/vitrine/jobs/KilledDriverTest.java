package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real drivers, really killed; how often is set by {@code -Dvitrine.kills}. */
@ExtendWith(SparkFixture.class)
class KilledDriverTest {
  private final SparkSession spark;
  @TempDir private Path dir;

  KilledDriverTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void killedAndStoppedDriversLeaveWhatAnUndisturbedRunLeaves() throws Exception {
    int count = Integer.getInteger("vitrine.pictures", 160);
    int kills = Integer.getInteger("vitrine.kills", 5);
    long seed = Long.getLong("vitrine.seed", 20261123);
    System.out.println("vitrine.seed=" + seed);
    Path pictures = TestPictures.folder(dir.resolve("pictures"), count);
    Path model = StubBundle.write(dir.resolve("model"), "1");
    Path tables = dir.resolve("tables");
    Path submissions = Files.createFile(dir.resolve("submissions"));
    Lives lives = new Lives(pictures, tables, model, submissions, pace(count, kills));
    Random random = new Random(seed);
    int killed = 0;
    for (int i = 0; i < kills; i++) {
      Process driver = start(lives);
      int delay;
      if (random.nextInt(4) == 0) {
        // within the time in which it commits what the one before had staged
        awaitPhase(driver, "planning");
        delay = random.nextInt(4_000);
      } else {
        // within the time in which results are staged and committed
        awaitPhase(driver, "describing");
        awaitInference(driver, submissions);
        delay = random.nextInt(2_000);
      }

      if (!driver.waitFor(delay, TimeUnit.MILLISECONDS)) {
        killed++;
        driver.destroyForcibly().waitFor();
      }
    }

    Process stopped = start(lives);
    awaitPhase(stopped, "describing");
    stopped.destroy();
    assertThat(stopped.waitFor(30, TimeUnit.SECONDS)).as("ended after SIGTERM").isTrue();

    Backfill backfill = new Backfill(spark, pictures.toString(), tables.toString(), model);
    int rest = StubEngineFactory.submissions();
    backfill.run();
    long inferences = Files.size(submissions) + StubEngineFactory.submissions() - rest;
    System.out.println("killed " + killed + " of " + kills + ", " + inferences + " inferences");
    assertThat(inferences)
        .as("inferences: each picture's, and those of the pieces in hand at each death")
        .isBetween((long) count, count + (killed + 1L) * Driver.CORES * 2 * Driver.PIECE_SIZE);
    Backfill undisturbed =
        new Backfill(spark, pictures.toString(), dir.resolve("undisturbed").toString(), model)
            .set("spark.vitrine.pieceSize", "128");
    undisturbed.run();

    backfill.assertWhole(
        TestPictures.products(count), undisturbed.results(), undisturbed.failures());
    assertThat(backfill.warehouse().metrics().read().count())
        .as("no picture has two results")
        .isEqualTo(count);
    assertThat(Files.exists(tables.resolve("_staging"))).as("nothing stays staged").isFalse();
    assertThat(Files.readString(dir.resolve("vitrine.log")))
        .as("I8: the log has neither prompts nor answers nor pictures")
        .contains("INFO")
        .doesNotContain("识别商品", "JFIF")
        .doesNotContain(backfill.results().get("p0 detail"));
  }

  /** What is the same for all drivers; see {@link Driver#main}. */
  private record Lives(Path pictures, Path tables, Path model, Path submissions, long pace) {}

  /** Milliseconds for a picture, so that there is work left for all drivers, a second for each. */
  private static long pace(int count, int kills) {
    return 1000L * Driver.CORES * kills / count;
  }

  private static void awaitPhase(Process driver, String phase) throws IOException {
    BufferedReader out = driver.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("phase " + phase) || line.startsWith("status")) {
        return;
      }
    }
  }

  private static void awaitInference(Process driver, Path submissions) throws Exception {
    long before = Files.size(submissions);
    while (Files.size(submissions) == before) {
      if (driver.waitFor(20, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private Process start(Lives lives) throws IOException {
    ProcessBuilder driver =
        ChildJvm.of(
            Driver.class,
            lives.pictures(),
            lives.tables(),
            lives.model(),
            lives.submissions(),
            lives.pace());
    // what the launcher sets
    driver
        .command()
        .addAll(
            1,
            List.of(
                "-Dlog4j2.configurationFile=" + VitrineHome.conf().resolve("log4j2.properties"),
                "-Dvitrine.log=" + dir.resolve("vitrine.log")));
    return driver.directory(dir.toFile()).redirectError(dir.resolve("driver.log").toFile()).start();
  }
}
