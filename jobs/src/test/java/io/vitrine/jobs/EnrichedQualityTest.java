package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.report.Query;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that say how good results are, on tables that enrich made. */
@ExtendWith({SparkFixture.class, EnrichedWarehouse.class})
class EnrichedQualityTest {
  private final SparkSession spark;
  private final EnrichedWarehouse.Filled tables;
  private final TestConsole console = new TestConsole();
  @TempDir private Path dir;

  EnrichedQualityTest(SparkSession spark, EnrichedWarehouse.Filled tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /** All labels but one are what the model said, and one picture failed: five of seven. */
  @Test
  void evaluateHoldsWhatEnrichWroteAgainstLabels() throws IOException {
    String own = tables.copyTo(dir.resolve("tables"));
    StringBuilder labels = new StringBuilder("商品ID,类目\n");
    for (Row row : rows("SELECT product_id, category FROM attributes ORDER BY product_id")) {
      labels.append(row.getString(0)).append(',');
      labels.append(row.getString(0).equals("p0") ? "没见过的类目" : row.getString(1)).append('\n');
    }

    Path gold = Files.writeString(dir.resolve("gold.csv"), labels.append("broken,帽子\n"));
    Path summary = dir.resolve("summary.json");

    int exit =
        console.run(
            "evaluate",
            "--warehouse",
            own,
            "--gold",
            gold.toString(),
            "--fail-under",
            "category_recall=0.8",
            "--summary",
            summary.toString());

    assertThat(exit).as(console.screen()).isEqualTo(4);
    assertThat(console.screen()).contains("category_recall is 0.714", "under 0.8");
    JsonNode figures = JsonMapper.builder().build().readTree(summary.toFile());
    assertThat(figures.get("metrics").get("category_recall").asDouble()).isEqualTo(5.0 / 7);
    assertThat(figures.get("metrics").get("latency_p50_ms").asDouble()).isPositive();
    assertThat(figures.get("metrics").get("cost_per_1000").asDouble()).isPositive();
    assertThat(figures.get("counts").get("ok").asInt()).isEqualTo(6);
    assertThat(figures.get("error_codes").get("IMAGE_UNSUPPORTED").asInt()).isEqualTo(1);
    assertThat(
            Warehouse.existing(spark, own)
                .evaluated()
                .read()
                .where("run_id = '" + figures.get("run_id").asText() + "' AND label <=> answer")
                .count())
        .isEqualTo(5);
  }

  @Test
  void compareFindsBothVersionsInWhatEnrichKept() {
    assertThat(
            console.run(
                "compare", "--warehouse", tables.uri(), "--a", "product@1", "--b", "product@2"))
        .as(console.screen())
        .isZero();

    assertThat(console.results())
        .contains(
            "2 pictures that both were asked about",
            "the models differ, too: tiny-random@1 and tiny-random@2")
        .containsPattern("answered +1\\.0000 +1\\.0000");
    for (Row row :
        rows("SELECT product_id, text FROM copy WHERE channel='detail' AND prompt='product@2'")) {
      assertThat(console.results())
          .containsPattern(row.getString(0) + " +copy .* " + row.getString(1));
    }
  }

  @Test
  void theReportShowsTheEvaluationAndWhatCameOfTheRuns() throws IOException {
    Path page = dir.resolve("report.html");

    assertThat(console.run("report", "--warehouse", tables.uri(), "--out", page.toString()))
        .as(console.screen())
        .isZero();

    String html = Files.readString(page);
    // three of four: Wilson's interval is 30.1 % to 95.4 %
    assertThat(html).contains("75.0 %", "30.1 % – 95.4 %", "n = 4", "2 results are newer");
    assertThat(html).contains("product@1", "product@2", "IMAGE_UNSUPPORTED", "No data yet");
    assertThat(html)
        .contains("src=\"data:image/jpeg;base64,/9j/", "没见过的类目", "≥ 90.0 %", "≤ 500 ms");
    String newest =
        rows("SELECT max_by(text, enriched_at) FROM copy WHERE channel='detail'")
            .get(0)
            .getString(0);
    assertThat(html).contains(newest);
  }

  @Test
  void theReportsQueriesRunAsTheyStandAlsoWhereNobodyHasRatedYet() {
    assertThat(console.run("sql", "--warehouse", tables.uri(), Query.RATINGS.sql())).isZero();
    assertThat(console.run("sql", "--warehouse", tables.uri(), Query.VERSIONS.sql())).isZero();

    assertThat(console.results()).contains("product@2");
  }

  private List<Row> rows(String sql) {
    return Results.newest(Warehouse.existing(spark, tables.uri())).sql(sql).collectAsList();
  }
}
