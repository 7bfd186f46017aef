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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** What a run said, how often it asked the engine, and what some tables held after it. */
  private record Step(RunSummary run, int submissions, Map<String, List<String>> tables) {}

  private Step limited;
  private Step rest;
  private Step nothing;
  private Step changed;
  private Step channels;
  private Step channelsAgain;
  private Step model;
  private Step foreseen;
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
    limited =
        enrich(
            request().limit(2).runKey("nightly").summary(dir.resolve("summary.json")),
            "attributes",
            "runs");
    rest = enrich(request(), "attributes", "copy", "metrics", "chunks");
    nothing = enrich(request(), "attributes", "copy", "metrics", "chunks", "runs");
    Files.write(pictures.resolve("p2.jpg"), TestPictures.jpeg(99));
    changed = enrich(request(), "attributes", "copy", "metrics");
    settings.put(VitrineConf.CHANNELS_KEY, "title,short");
    channels = enrich(request(), "attributes", "copy");
    channelsAgain = enrich(request());
    settings.remove(VitrineConf.CHANNELS_KEY);
    useModel("2");
    model = enrich(request(), "attributes");
    foreseen = enrich(request().retryFailed(true).dryRun(true));
    retried = enrich(request().retryFailed(true));
  }

  @Test
  void aLimitLeavesTheOthersUntried() {
    assertThat(limited.run().counts()).isEqualTo(counts(5, 0, 0, 5, 2, 0, 3, 0));
    assertThat(runsOf(limited)).containsOnlyKeys("p0", "p1");
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
    assertThat(runsOf(changed))
        .hasSize(4)
        .containsEntry("p2", changed.run().runId())
        .containsEntry("p1", limited.run().runId());
    assertThat(changed.tables().get("copy")).hasSize(4);
    assertThat(changed.tables().get("metrics")).hasSize(6);
  }

  @Test
  void aFurtherChannelIsWrittenWithoutAskingForWhatIsThere() {
    assertThat(channels.run().counts()).isEqualTo(counts(5, 0, 1, 4, 4, 0, 0, 0));
    assertThat(runsOf(channels)).isEqualTo(runsOf(changed));
    for (String channel : List.of("detail", "title", "short")) {
      assertThat(channels.tables().get("copy"))
          .filteredOn(row -> row.contains("\"channel\":\"" + channel + "\""))
          .hasSize(4);
    }

    assertThat(channelsAgain.run().counts()).isEqualTo(counts(5, 4, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void anotherModelMakesEveryResultStale() {
    assertThat(model.run().counts()).isEqualTo(counts(5, 0, 1, 4, 4, 0, 0, 4));
    assertThat(model.tables().get("attributes")).hasSize(4);
    assertThat(runsOf(model)).containsEntry("p1", model.run().runId());
  }

  @Test
  void knownPermanentFaultsAreTriedAgainWhenAskedFor() {
    assertThat(retried.run().counts()).isEqualTo(counts(5, 4, 0, 1, 0, 1, 0, 0));
  }

  @Test
  void aDryRunForeseesTimeAndCostFromTheLastRunOfTheModel() {
    Forecast forecast = foreseen.run().forecast();
    assertThat(forecast.pictures()).isEqualTo(1);
    assertThat(forecast.failedBefore()).isEqualTo(1);
    assertThat(forecast.pace().runId()).isEqualTo(model.run().runId());
    assertThat(forecast.seconds()).isEqualTo(1 / model.run().imagesPerSecond());
    assertThat(forecast.cost().amount()).isEqualTo(forecast.seconds() / 3600 * 1.2);
    assertThat(String.join("\n", RunReport.of(foreseen.run(), "w")))
        .contains("of them failed before", "Likely to take 0 s and cost ¥0.00");
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

  private Step enrich(EnrichRequest.Builder request, String... tables) {
    int before = StubEngineFactory.submissions();
    RunSummary run =
        new Enrich(spark, VitrineConf.of(settings), Progress.NONE).run(request.build());
    return new Step(
        run,
        StubEngineFactory.submissions() - before,
        new TestTables(spark, dir.resolve("warehouse").toString()).content(tables));
  }

  /** The run that wrote each product's attributes. */
  private static Map<String, String> runsOf(Step step) {
    Map<String, String> runs = new HashMap<>();
    for (String row : step.tables().get("attributes")) {
      runs.put(value(row, "product_id"), value(row, "run_id"));
    }

    return runs;
  }

  private static String value(String row, String column) {
    Matcher value = Pattern.compile("\"" + column + "\":\"([^\"]*)\"").matcher(row);
    return value.find() ? value.group(1) : null;
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
