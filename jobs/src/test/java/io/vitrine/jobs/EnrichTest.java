package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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
  void aSecondRunHasNothingToDoAndOnlyRunsGrows() {
    TestPictures.folder(pictures, 5);
    RunSummary first = enrich();
    int submissions = StubEngineFactory.submissions();
    Map<String, List<String>> before = tables();

    RunSummary second = enrich();

    assertThat(first.counts()).isEqualTo(counts(5, 0, 0, 5, 5, 0, 0, 0));
    assertThat(second.counts()).isEqualTo(counts(5, 5, 0, 0, 0, 0, 0, 0));
    assertThat(second.engineLoads()).isZero();
    assertThat(second.executors()).isZero();
    assertThat(StubEngineFactory.submissions()).isEqualTo(submissions);
    assertThat(tables().get("runs")).hasSize(2);
    for (String table : List.of("attributes", "copy", "metrics")) {
      assertThat(tables().get(table)).as(table).hasSize(5).isEqualTo(before.get(table));
    }
  }

  @Test
  void aChangedPictureAloneIsRunAgainAndReplacesItsRows() throws IOException {
    TestPictures.folder(pictures, 4);
    RunSummary first = enrich();
    Files.write(pictures.resolve("p2.jpg"), TestPictures.jpeg(99));

    RunSummary second = enrich();

    assertThat(second.counts()).isEqualTo(counts(4, 3, 0, 1, 1, 0, 0, 1));
    assertThat(column("attributes", "run_id").values()).hasSize(4);
    assertThat(column("attributes", "run_id"))
        .containsEntry("p2", second.runId())
        .containsEntry("p1", first.runId());
    assertThat(column("copy", "run_id")).hasSize(4).containsEntry("p2", second.runId());
    assertThat(tables().get("metrics")).hasSize(5);
  }

  @Test
  void anotherModelMakesEveryResultStale() {
    TestPictures.folder(pictures, 3);
    enrich();
    settings.put(VitrineConf.MODEL_KEY, StubBundle.write(dir.resolve("other"), "2").toString());

    assertThat(enrich().counts()).isEqualTo(counts(3, 0, 0, 3, 3, 0, 0, 3));
    assertThat(tables().get("attributes")).hasSize(3);
  }

  @Test
  void aFurtherChannelIsWrittenWithoutAskingForWhatIsThere() {
    TestPictures.folder(pictures, 3);
    RunSummary first = enrich();
    settings.put(VitrineConf.CHANNELS_KEY, "title,short");

    RunSummary second = enrich();

    assertThat(second.counts()).isEqualTo(counts(3, 0, 0, 3, 3, 0, 0, 0));
    assertThat(column("attributes", "run_id").values()).containsOnly(first.runId());
    assertThat(rows("copy").stream().map(r -> r.<String>getAs("channel")))
        .hasSize(9)
        .containsOnly("detail", "title", "short");
    assertThat(enrich().counts().reused()).isEqualTo(3);
  }

  @Test
  void badPicturesGetTheirCodeAndTheirNeighboursAResult() throws IOException {
    TestPictures.folder(pictures, 3);
    Files.write(pictures.resolve("empty.jpg"), new byte[0]);
    Files.writeString(pictures.resolve("text.jpg"), "this is no picture at all");
    byte[] whole = TestPictures.jpeg(7);
    Files.write(pictures.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));
    Path table = dir.resolve("products.csv");
    Files.writeString(
        table,
        """
        product_id,image_uri
        p0,p0.jpg
        p1,p1.jpg
        p2,p2.jpg
        empty,empty.jpg
        text,text.jpg
        cut,cut.jpg
        missing,missing.jpg
        ,p0.jpg
        nouri,
        """);

    RunSummary run = enrich(request(table, Optional.of(pictures.toString())));

    assertThat(run.counts().ok()).isEqualTo(3);
    assertThat(run.errorCodes())
        .containsEntry("IMAGE_EMPTY", 1L)
        .containsEntry("IMAGE_UNSUPPORTED", 1L)
        .containsEntry("IMAGE_CORRUPT", 1L)
        .containsEntry("FETCH_NOT_FOUND", 1L)
        .containsEntry("INPUT_INVALID", 2L)
        .hasSize(5);
    assertThat(column("attributes", "product_id")).containsOnlyKeys("p0", "p1", "p2");
    assertThat(rows("metrics")).hasSize(9);
    assertThat(column("metrics", "error_stage"))
        .containsEntry("empty", "DECODE")
        .containsEntry("cut", "DECODE")
        .containsEntry("missing", "FETCH")
        .containsEntry("nouri", "INPUT");
  }

  @Test
  void knownPermanentFaultsAreSkippedUntilAskedFor() throws IOException {
    TestPictures.folder(pictures, 2);
    Files.writeString(pictures.resolve("bad.jpg"), "this is no picture at all");
    enrich();

    assertThat(enrich().counts()).isEqualTo(counts(3, 2, 1, 0, 0, 0, 0, 0));

    EnrichRequest again =
        new EnrichRequest(
            pictures.toString(),
            Optional.empty(),
            warehouse(),
            Optional.empty(),
            OptionalLong.empty(),
            /* dryRun= */ false,
            /* retryFailed= */ true,
            Optional.empty());
    assertThat(enrich(again).counts()).isEqualTo(counts(3, 2, 0, 1, 0, 1, 0, 0));
  }

  @Test
  void tooManyFailuresEndTheRunButWhatIsGoodIsCommitted() throws IOException {
    TestPictures.folder(pictures, 18);
    Files.writeString(pictures.resolve("bad1.jpg"), "this is no picture at all");
    Files.writeString(pictures.resolve("bad2.jpg"), "this is no picture either");

    RunSummary run = enrich();

    assertThat(run.status()).isEqualTo("budget_exceeded");
    assertThat(run.counts()).isEqualTo(counts(20, 0, 0, 20, 18, 2, 0, 0));
    assertThat(rows("attributes")).hasSize(18);
    assertThat(rows("runs").get(0).<String>getAs("status")).isEqualTo("budget_exceeded");
  }

  @Test
  void fewFailuresSayNothingAboutTheBudget() throws IOException {
    TestPictures.folder(pictures, 1);
    Files.writeString(pictures.resolve("bad.jpg"), "this is no picture at all");

    assertThat(enrich().status()).isEqualTo("ok");
  }

  @Test
  void aDryRunWritesNothing() {
    TestPictures.folder(pictures, 3);
    Path summary = dir.resolve("summary.json");
    EnrichRequest request =
        new EnrichRequest(
            pictures.toString(),
            Optional.empty(),
            warehouse(),
            Optional.empty(),
            OptionalLong.empty(),
            /* dryRun= */ true,
            /* retryFailed= */ false,
            Optional.of(summary));

    assertThat(enrich(request).counts()).isEqualTo(counts(3, 0, 0, 3, 0, 0, 3, 0));
    assertThat(dir.resolve("warehouse")).doesNotExist();
    assertThat(summary).content().contains("\"status\" : \"dry_run\"", "\"todo\" : 3");
  }

  @Test
  void aLimitLeavesTheOthersUntried() {
    TestPictures.folder(pictures, 5);
    EnrichRequest request =
        new EnrichRequest(
            pictures.toString(),
            Optional.empty(),
            warehouse(),
            Optional.of("nightly"),
            OptionalLong.of(2),
            /* dryRun= */ false,
            /* retryFailed= */ false,
            Optional.empty());

    assertThat(enrich(request).counts()).isEqualTo(counts(5, 0, 0, 5, 2, 0, 3, 0));
    assertThat(column("attributes", "product_id")).containsOnlyKeys("p0", "p1");
    assertThat(rows("runs").get(0).<String>getAs("run_key")).isEqualTo("nightly");
  }

  @Test
  void keysThatRepeatAreRefusedWithThreeOfThem() throws IOException {
    TestPictures.folder(pictures, 1);
    StringBuilder csv = new StringBuilder("product_id,image_uri\n");
    for (String id : List.of("a", "b", "c", "d")) {
      csv.append(id).append(",p0.jpg\n").append(id).append(",p0.jpg\n");
    }

    Path table = pictures.resolve("products.csv");
    Files.writeString(table, csv);

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

    assertThatThrownBy(this::enrich)
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("gpu0");
    assertThat(dir.resolve("warehouse/runs")).doesNotExist();
    assertThat(dir.resolve("warehouse/_staging")).doesNotExist();
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

    assertThat(enrich(request).counts()).isEqualTo(counts(3, 0, 0, 3, 3, 0, 0, 0));
    assertThat(rows("attributes"))
        .allSatisfy(
            r ->
                assertThat(r.<String>getAs("image_uri"))
                    .isEqualTo("sha256:" + r.<String>getAs("image_sha256")));
    assertThat(enrich(request).counts().reused()).isEqualTo(3);
  }

  @Test
  void theLoadIsCountedToTheRunThatCausedIt() {
    TestPictures.folder(pictures, 2);

    assertThat(enrich().engineLoads()).isEqualTo(1);
    TestPictures.folder(pictures, 3);
    assertThat(enrich().engineLoads()).isZero();
  }

  @Test
  void theSummaryHasTheFiguresOfTheRun() throws IOException {
    TestPictures.folder(pictures, 2);
    Path summary = dir.resolve("summary.json");
    EnrichRequest request =
        new EnrichRequest(
            pictures.toString(),
            Optional.empty(),
            warehouse(),
            Optional.empty(),
            OptionalLong.empty(),
            /* dryRun= */ false,
            /* retryFailed= */ false,
            Optional.of(summary));

    RunSummary run = enrich(request);

    assertThat(Files.readString(summary))
        .contains("\"run_id\" : \"" + run.runId() + "\"")
        .contains("\"status\" : \"ok\"", "\"counts\"", "\"error_codes\"")
        .contains("\"images_per_second\"", "\"engine_loads\"", "\"executors\" : 1");
  }

  private RunSummary enrich() {
    return enrich(EnrichRequest.of(pictures.toString(), warehouse()));
  }

  private RunSummary enrich(EnrichRequest request) {
    return new Enrich(spark, VitrineConf.of(settings), Progress.NONE).run(request);
  }

  private EnrichRequest request(Path table, Optional<String> images) {
    return new EnrichRequest(
        table.toString(),
        images,
        warehouse(),
        Optional.empty(),
        OptionalLong.empty(),
        /* dryRun= */ false,
        /* retryFailed= */ false,
        Optional.empty());
  }

  private String warehouse() {
    return dir.resolve("warehouse").toString();
  }

  private List<Row> rows(String table) {
    return Warehouse.existing(spark, warehouse()).tables().stream()
        .filter(t -> t.name().equals(table))
        .findFirst()
        .orElseThrow()
        .read()
        .collectAsList();
  }

  /** The values of a column by product. */
  private Map<String, Object> column(String table, String column) {
    Map<String, Object> values = new HashMap<>();
    rows(table).forEach(r -> values.put(r.getAs("product_id"), r.getAs(column)));
    return values;
  }

  private Map<String, List<String>> tables() {
    Map<String, List<String>> tables = new HashMap<>();
    for (String table : List.of("attributes", "copy", "metrics", "runs")) {
      List<String> rows = new ArrayList<>(rows(table).stream().map(Row::json).toList());
      rows.sort(Comparator.naturalOrder());
      tables.put(table, rows);
    }

    return tables;
  }

  private static RunSummary.Counts counts(
      long input,
      long reused,
      long skipped,
      long todo,
      long ok,
      long failed,
      long untried,
      long stale) {
    return new RunSummary.Counts(input, reused, skipped, todo, ok, failed, untried, stale);
  }
}
