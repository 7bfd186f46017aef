package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Single runs; what runs leave to those after them is in {@link EnrichAgainTest}. */
@ExtendWith(SparkFixture.class)
class EnrichTest {
  private final SparkSession spark;
  private final Map<String, String> settings = new HashMap<>();
  @TempDir private Path dir;
  private Path pictures;

  EnrichTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void useStubs() {
    pictures = dir.resolve("pictures");
    settings.put(VitrineConf.ENGINE_FACTORY_KEY, StubEngineFactory.class.getName());
    settings.put(VitrineConf.MODEL_KEY, StubBundle.write(dir.resolve("model"), "1").toString());
  }

  @Test
  void badPicturesGetTheirCodeAndTheirNeighboursAResultThoughTooManyEndTheRun() throws IOException {
    TestPictures.folder(pictures, 14);
    Files.write(pictures.resolve("empty.jpg"), new byte[0]);
    Files.writeString(pictures.resolve("text.jpg"), "this is no picture at all");
    byte[] whole = TestPictures.jpeg(99);
    Files.write(pictures.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));
    StringBuilder csv = new StringBuilder("product_id,image_uri\n,p0.jpg\nnouri,\n");
    for (int i = 0; i < 14; i++) {
      csv.append("p").append(i).append(",p").append(i).append(".jpg\n");
    }

    for (String bad : List.of("empty", "text", "cut", "missing")) {
      csv.append(bad).append(',').append(bad).append(".jpg\n");
    }

    Path table = Files.writeString(dir.resolve("products.csv"), csv);

    RunSummary run =
        enrich(
            EnrichRequest.builder(table.toString(), warehouse())
                .images(pictures.toString())
                .build());

    assertThat(run.status()).isEqualTo("budget_exceeded");
    assertThat(run.counts()).isEqualTo(new RunSummary.Counts(20, 0, 0, 20, 14, 6, 0, 0));
    assertThat(run.errorCodes())
        .containsEntry("IMAGE_EMPTY", 1L)
        .containsEntry("IMAGE_UNSUPPORTED", 1L)
        .containsEntry("IMAGE_CORRUPT", 1L)
        .containsEntry("FETCH_NOT_FOUND", 1L)
        .containsEntry("INPUT_INVALID", 2L)
        .hasSize(5);
    TestTables tables = new TestTables(spark, warehouse());
    assertThat(tables.column("attributes", "product_id")).hasSize(14).containsKeys("p0", "p13");
    assertThat(tables.rows("metrics")).hasSize(20);
    assertThat(tables.column("metrics", "error_stage"))
        .containsEntry("empty", "DECODE")
        .containsEntry("cut", "DECODE")
        .containsEntry("missing", "FETCH")
        .containsEntry("nouri", "INPUT");
    assertThat(tables.rows("runs").get(0).<String>getAs("status")).isEqualTo("budget_exceeded");
  }

  @Test
  void aDryRunWritesNothing() {
    TestPictures.folder(pictures, 3);
    Path summary = dir.resolve("summary.json");
    EnrichRequest request =
        EnrichRequest.builder(pictures.toString(), warehouse())
            .dryRun(true)
            .summary(summary)
            .build();

    assertThat(enrich(request).counts()).isEqualTo(new RunSummary.Counts(3, 0, 0, 3, 0, 0, 3, 0));
    assertThat(dir.resolve("warehouse")).doesNotExist();
    assertThat(summary).content().contains("\"status\" : \"dry_run\"", "\"todo\" : 3");
  }

  @Test
  void keysThatRepeatAreRefusedWithThreeOfThem() throws IOException {
    TestPictures.folder(pictures, 1);
    StringBuilder csv = new StringBuilder("product_id,image_uri\n");
    for (String id : List.of("a", "b", "c", "d")) {
      csv.append(id).append(",p0.jpg\n").append(id).append(",p0.jpg\n");
    }

    Path table = Files.writeString(pictures.resolve("products.csv"), csv);

    assertThatThrownBy(() -> enrich(EnrichRequest.of(table.toString(), warehouse())))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("a with p0.jpg; b with p0.jpg; c with p0.jpg.")
        .hasMessageNotContaining("d with");
    assertThat(dir.resolve("warehouse")).doesNotExist();
  }

  @Test
  void aGpuThatIsNotThereIsAnErrorAndNothingIsWritten() {
    TestPictures.folder(pictures, 2);
    settings.put(VitrineConf.DEVICE_KEY, "gpu");

    assertThatThrownBy(() -> enrich(EnrichRequest.of(pictures.toString(), warehouse())))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("gpu0");
    assertThat(dir.resolve("warehouse/runs")).doesNotExist();
    assertThat(dir.resolve("warehouse/_staging")).doesNotExist();
  }

  @Test
  void aBundleThatIsNotSignedByTheConfiguredKeyIsRefusedAndNothingIsWritten() {
    TestPictures.folder(pictures, 2);
    settings.put(
        VitrineConf.PREFIX + "model.publicKey",
        "MCowBQYDK2VwAyEApoZm1cAR5ngi54aPJtMPe0NkXgTduMjKDTKe/PSKuog=");
    int before = StubEngineFactory.submissions();

    assertThatThrownBy(() -> enrich(EnrichRequest.of(pictures.toString(), warehouse())))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("is not trusted");
    assertThat(dir.resolve("warehouse")).doesNotExist();
    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
  }

  @Test
  void picturesGivenAsBytesAreKeyedByTheirHash() {
    TestPictures.folder(pictures, 3);
    Path table = dir.resolve("bytes.parquet");
    spark
        .read()
        .format("binaryFile")
        .load(pictures.toString())
        .selectExpr("regexp_extract(path, '(p\\\\d)', 1) AS product_id", "content AS image")
        .write()
        .parquet(table.toString());
    EnrichRequest request = EnrichRequest.of(table.toString(), warehouse());

    assertThat(enrich(request).counts()).isEqualTo(new RunSummary.Counts(3, 0, 0, 3, 3, 0, 0, 0));
    List<Row> attributes = new TestTables(spark, warehouse()).rows("attributes");
    assertThat(attributes)
        .allSatisfy(
            r ->
                assertThat(r.<String>getAs("image_uri"))
                    .isEqualTo("sha256:" + r.<String>getAs("image_sha256")));
    assertThat(enrich(request).counts().reused()).isEqualTo(3);
  }

  private RunSummary enrich(EnrichRequest request) {
    return new Enrich(spark, VitrineConf.of(settings), Progress.NONE).run(request);
  }

  private String warehouse() {
    return dir.resolve("warehouse").toString();
  }
}
