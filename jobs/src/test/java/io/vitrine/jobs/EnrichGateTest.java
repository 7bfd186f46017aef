package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class EnrichGateTest {
  private static final int PICTURES = 24;

  private final SparkSession spark;
  @TempDir private Path dir;

  EnrichGateTest(SparkSession spark) {
    this.spark = spark;
  }

  @AfterEach
  void mend() {
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
  }

  @Test
  @Timeout(180)
  void aBackfillEndsOnceItsFirstResultsAreSurelyTooBadAndKeepsThem() throws IOException {
    Path pictures = dir.resolve("pictures");
    TestPictures.folder(pictures, PICTURES);
    // one picture never comes: without the gate the run would not end
    StubFaultFileSystem.script(
        (call, path) -> call.equals("open") && path.endsWith("/p23.jpg") ? never() : goOn());
    Backfill backfill =
        new Backfill(
                spark,
                StubFaultFileSystem.uri(pictures),
                dir.resolve("tables").toString(),
                StubBundle.write(dir.resolve("model"), "1"))
            .set(VitrineConf.COMMIT_INTERVAL_KEY, "100ms");
    ChunkGate gate = new ChunkGate(Yardsticks.read(VitrineHome.conf()), Optional.of(wrongLabels()));

    RunSummary run = backfill.runUnder(gate);

    assertThat(run.status()).isEqualTo(RunSummary.GATE_MISSED);
    assertThat(gate.misses()).contains("category_recall is 0, under 0.9");
    assertThat(run.counts().untried()).isPositive();
    assertThat(run.counts().ok()).isPositive().isEqualTo(backfill.results().size() / 2);
    assertThat(RunReport.of(run, "tables")).anyMatch(line -> line.contains("not good enough"));
  }

  private GoldLabels wrongLabels() throws IOException {
    StringBuilder labels = new StringBuilder("product_id,category\n");
    for (int i = 0; i < PICTURES; i++) {
      labels.append("p").append(i).append(",羽绒背心\n");
    }

    Path file = Files.writeString(dir.resolve("gold.csv"), labels);
    return GoldLabels.read(spark, file.toString());
  }

  private static StubFaultFileSystem.Then goOn() {
    return StubFaultFileSystem.Then.GO_ON;
  }

  private static StubFaultFileSystem.Then never() throws IOException {
    try {
      new CountDownLatch(1).await();
      return goOn();
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException().initCause(e);
    }
  }
}
