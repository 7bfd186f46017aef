package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One picture in many files: more of one size than a size tells apart. */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinPicturesTest {
  private static final int TWINS = 260;

  private final SparkSession spark;
  @TempDir private static Path dir;
  private TestTables tables;
  private RunSummary first;
  private int firstSubmissions;
  private RunSummary second;
  private int secondSubmissions;

  TwinPicturesTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void runTwice() throws IOException {
    Path pictures = TestPictures.folder(dir.resolve("pictures"), 2);
    for (int i = 0; i < TWINS; i++) {
      Files.copy(pictures.resolve("p0.jpg"), pictures.resolve("twin" + i + ".jpg"));
    }

    Path warehouse = dir.resolve("warehouse");
    Path model = StubBundle.write(dir.resolve("model"), "1");
    tables = new TestTables(spark, warehouse.toString());
    Backfill backfill = new Backfill(spark, pictures.toString(), warehouse.toString(), model);
    int begin = StubEngineFactory.submissions();
    first = backfill.run();
    firstSubmissions = StubEngineFactory.submissions() - begin;

    Files.copy(pictures.resolve("p1.jpg"), pictures.resolve("late.jpg"));
    Files.setLastModifiedTime(
        pictures.resolve("twin3.jpg"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    second = backfill.run();
    secondSubmissions = StubEngineFactory.submissions() - begin - firstSubmissions;
  }

  @Test
  void identicalBytesUnderManyProductsAreRunOnce() {
    assertThat(firstSubmissions).isEqualTo(2);
    assertThat(first.counts()).isEqualTo(new RunSummary.Counts(TWINS + 2, TWINS, 0, 2, 2, 0, 0, 0));
    assertThat(tables.rows("runs").stream().map(row -> row.<Long>getAs("reused")))
        .contains((long) TWINS);
  }

  @Test
  void everyProductHasItsOwnRowsWithTheSameAnswers() {
    Set<Object> answers =
        tables.rows("attributes").stream()
            .filter(row -> !row.<String>getAs("product_id").matches("p1|late"))
            .map(row -> row.getAs("image_sha256") + " " + row.<String>getAs("category"))
            .collect(Collectors.toSet());
    assertThat(answers).hasSize(1);
    assertThat(tables.rows("attributes")).hasSize(TWINS + 3);
    assertThat(tables.column("copy", "text").values().stream().distinct()).hasSize(2);
    assertThat(tables.column("metrics", "status"))
        .containsEntry("twin9", "reused")
        .containsEntry("late", "reused");
  }

  @Test
  void bytesThatTheTablesKnowAreNotRunAgainUnderAnotherNameOrVersion() {
    assertThat(secondSubmissions).isZero();
    assertThat(second.engineLoads()).isZero();
    assertThat(second.counts())
        .isEqualTo(new RunSummary.Counts(TWINS + 3, TWINS + 3, 0, 0, 0, 0, 0, 1));
    assertThat(
            tables.rows("attributes").stream()
                .filter(row -> row.getAs("run_id").equals(second.runId()))
                .map(row -> row.<String>getAs("product_id")))
        .containsExactlyInAnyOrder("late", "twin3");
  }
}
