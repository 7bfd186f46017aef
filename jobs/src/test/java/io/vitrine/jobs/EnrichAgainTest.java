package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The life of one warehouse: what a run leaves to do for the next one. */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrichAgainTest {
  private final SparkSession spark;
  private final Map<String, String> settings = new HashMap<>();
  @TempDir private static Path dir;
  private Path pictures;

  /** What a run said, how often it asked the engine, and what the tables held after it. */
  private record Step(
      RunSummary run,
      int submissions,
      Map<String, List<String>> tables,
      Map<String, Object> attributesBy,
      List<String> channels) {}

  private Step limited;
  private Step rest;
  private Step nothing;
  private Step changed;
  private Step channels;
  private Step channelsAgain;
  private Step model;
  private Step retried;

  EnrichAgainTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void live() throws IOException {
    pictures = TestPictures.folder(dir.resolve("pictures"), 4);
    Files.writeString(pictures.resolve("q.jpg"), "this is no picture at all");
    settings.put(VitrineConf.ENGINE_FACTORY_KEY, StubEngineFactory.class.getName());
    useModel("1");
    limited = enrich(request().limit(2L).runKey("nightly").summary(dir.resolve("summary.json")));
    rest = enrich(request());
    nothing = enrich(request());
    Files.write(pictures.resolve("p2.jpg"), TestPictures.jpeg(99));
    changed = enrich(request());
    settings.put(VitrineConf.CHANNELS_KEY, "title,short");
    channels = enrich(request());
    channelsAgain = enrich(request());
    settings.remove(VitrineConf.CHANNELS_KEY);
    useModel("2");
    model = enrich(request());
    retried = enrich(request().retryFailed(true));
  }

  @Test
  void aLimitLeavesTheOthersUntried() {
    assertThat(limited.run().counts()).isEqualTo(counts(5, 0, 0, 5, 2, 0, 3, 0));
    assertThat(limited.attributesBy()).containsOnlyKeys("p0", "p1");
    assertThat(limited.tables().get("runs").get(0)).contains("\"run_key\":\"nightly\"");
  }

  @Test
  void whatIsLeftIsDoneByTheNextRun() {
    assertThat(rest.run().counts()).isEqualTo(counts(5, 2, 0, 3, 2, 1, 0, 0));
    assertThat(rest.run().status()).as("few failures say nothing about the budget").isEqualTo("ok");
  }

  @Test
  void aRunWithNothingToDoLetsOnlyRunsGrow() {
    assertThat(nothing.run().counts()).isEqualTo(counts(5, 4, 1, 0, 0, 0, 0, 0));
    assertThat(nothing.run().engineLoads()).isZero();
    assertThat(nothing.run().executors()).isZero();
    assertThat(nothing.submissions()).isZero();
    assertThat(nothing.tables().get("runs")).hasSize(3);
    for (String table : List.of("attributes", "copy", "metrics", "chunks")) {
      assertThat(nothing.tables().get(table)).as(table).isEqualTo(rest.tables().get(table));
    }
  }

  @Test
  void aChangedPictureAloneIsRunAgainAndReplacesItsRows() {
    assertThat(changed.run().counts()).isEqualTo(counts(5, 3, 1, 1, 1, 0, 0, 1));
    assertThat(changed.attributesBy())
        .hasSize(4)
        .containsEntry("p2", changed.run().runId())
        .containsEntry("p1", limited.run().runId());
    assertThat(changed.channels()).hasSize(4);
    assertThat(changed.tables().get("metrics")).hasSize(6);
  }

  @Test
  void aFurtherChannelIsWrittenWithoutAskingForWhatIsThere() {
    assertThat(channels.run().counts()).isEqualTo(counts(5, 0, 1, 4, 4, 0, 0, 0));
    assertThat(channels.attributesBy()).isEqualTo(changed.attributesBy());
    assertThat(channels.channels()).hasSize(12).containsOnly("detail", "title", "short");
    assertThat(channelsAgain.run().counts()).isEqualTo(counts(5, 4, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void anotherModelMakesEveryResultStale() {
    assertThat(model.run().counts()).isEqualTo(counts(5, 0, 1, 4, 4, 0, 0, 4));
    assertThat(model.tables().get("attributes")).hasSize(4);
    assertThat(model.attributesBy()).containsEntry("p1", model.run().runId());
  }

  @Test
  void knownPermanentFaultsAreTriedAgainWhenAskedFor() {
    assertThat(retried.run().counts()).isEqualTo(counts(5, 4, 0, 1, 0, 1, 0, 0));
  }

  @Test
  void theLoadIsCountedToTheRunThatCausedIt() {
    assertThat(limited.run().engineLoads()).isEqualTo(1);
    assertThat(changed.run().engineLoads()).isZero();
    assertThat(model.run().engineLoads()).isEqualTo(1);
  }

  @Test
  void theSummaryHasTheFiguresOfTheRun() throws IOException {
    assertThat(Files.readString(dir.resolve("summary.json")))
        .contains("\"run_id\" : \"" + limited.run().runId() + "\"")
        .contains("\"status\" : \"ok\"", "\"counts\"", "\"error_codes\"")
        .contains("\"images_per_second\"", "\"engine_loads\"", "\"executors\" : 1");
  }

  private void useModel(String version) {
    Path bundle = StubBundle.write(dir.resolve("model" + version), version);
    settings.put(VitrineConf.MODEL_KEY, bundle.toString());
  }

  private EnrichRequest.Builder request() {
    return EnrichRequest.builder(pictures.toString(), dir.resolve("warehouse").toString());
  }

  private Step enrich(EnrichRequest.Builder request) {
    int before = StubEngineFactory.submissions();
    RunSummary run =
        new Enrich(spark, VitrineConf.of(settings), Progress.NONE).run(request.build());
    TestTables tables = new TestTables(spark, dir.resolve("warehouse").toString());
    return new Step(
        run,
        StubEngineFactory.submissions() - before,
        tables.content("attributes", "copy", "metrics", "chunks", "runs"),
        tables.column("attributes", "run_id"),
        tables.rows("copy").stream().map(row -> row.<String>getAs("channel")).toList());
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
