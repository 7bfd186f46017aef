package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
    Random random = new Random(seed);
    int killed = 0;
    for (int i = 0; i < kills; i++) {
      Process driver = start(pictures, tables, model);
      awaitDescribing(driver);
      // within the time in which results are staged and committed
      if (!driver.waitFor(random.nextInt(5_000), TimeUnit.MILLISECONDS)) {
        killed++;
        driver.destroyForcibly().waitFor();
      }
    }

    System.out.println("killed " + killed + " of " + kills);
    Process stopped = start(pictures, tables, model);
    awaitDescribing(stopped);
    stopped.destroy();
    assertThat(stopped.waitFor(30, TimeUnit.SECONDS)).as("ended after SIGTERM").isTrue();

    Backfill backfill = new Backfill(spark, pictures.toString(), tables.toString(), model);
    backfill.run();
    Backfill undisturbed =
        new Backfill(spark, pictures.toString(), dir.resolve("undisturbed").toString(), model)
            .set("spark.vitrine.pieceSize", "128");
    undisturbed.run();

    Set<String> products = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      products.add("p" + i);
    }

    backfill.assertWhole(products, undisturbed);
    assertThat(backfill.warehouse().metrics().read().count())
        .as("no picture has two results")
        .isEqualTo(count);
    assertThat(Files.exists(tables.resolve("_staging"))).as("nothing stays staged").isFalse();
  }

  private static void awaitDescribing(Process driver) throws IOException {
    BufferedReader out = driver.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("phase describing") || line.startsWith("status")) {
        return;
      }
    }
  }

  private Process start(Path pictures, Path tables, Path model) throws IOException {
    return ChildJvm.of(Driver.class, pictures, tables, model)
        .directory(dir.toFile())
        .redirectError(dir.resolve("driver.log").toFile())
        .start();
  }
}
