package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class EvaluateCommandTest {
  @TempDir private static Path shared;
  private static final TestConsole FIRST = new TestConsole();
  private static String tables;

  private final TestConsole console = new TestConsole();
  @TempDir private Path dir;

  /** A was answered twice, B and S once; C failed; D was never seen. Then a first evaluation. */
  @BeforeAll
  static void fillTablesAndEvaluate(SparkSession spark) throws IOException {
    tables = shared.resolve("tables").toString();
    Warehouse warehouse = Warehouse.open(spark, tables);
    Map<String, Object> spelled = new HashMap<>(attributes("S", "s.jpg", "连衣裙", "红色", "棉", 1));
    spelled.put("spelled", Map.of("category", "dress"));
    TestRows.write(
        spark,
        warehouse.attributes(),
        List.of(
            attributes("A", "a-old.jpg", "帽子", "黑色", "棉", 1),
            attributes("A", "a-new.jpg", "连衣裙", "红色", "棉", 2),
            attributes("B", "b.jpg", "帽子", "蓝色", "皮革", 1),
            spelled));
    TestRows.write(
        spark,
        warehouse.metrics(),
        List.of(
            attempt("A", "a-old.jpg", "ok", null, 1100.0, 1000.0),
            attempt("A", "a-new.jpg", "ok", null, 200.0, 0.0),
            attempt("B", "b.jpg", "ok", null, 300.0, 0.0),
            attempt("C", "c.jpg", "failed", "IMAGE_EMPTY", 9000.0, 0.0)));
    FIRST.run(line(shared, "商品ID,类目,颜色\nA,dress,navy\nB,双肩包,\nC,hat,\n"));
  }

  @Test
  void failedAndMissingRowsAreWrongAndBlanksAreNotLabelled() throws IOException {
    Path summary = dir.resolve("summary.json");

    int exit =
        evaluate(
            """
            product_id,category,color,material
            A,连衣裙,红色,
            B,双肩包,蓝色,棉
            C,帽子,,
            D,帽子,白色,
            """,
            "--summary",
            summary.toString());

    assertThat(exit).isZero();
    JsonNode figures = JsonMapper.builder().build().readTree(summary.toFile());
    JsonNode metrics = figures.get("metrics");
    assertThat(metrics.get("category_recall").asDouble()).isEqualTo(1.0 / 4);
    assertThat(metrics.get("attribute_accuracy").asDouble()).isEqualTo(2.0 / 4);
    assertThat(metrics.get("latency_p50_ms").asDouble()).isEqualTo(200.0);
    assertThat(metrics.get("latency_p95_ms").asDouble()).isBetween(200.0, 300.0);
    JsonNode counts = figures.get("counts");
    assertThat(counts.get("input").asInt()).isEqualTo(4);
    assertThat(counts.get("ok").asInt()).isEqualTo(2);
    assertThat(counts.get("failed").asInt()).isEqualTo(1);
    assertThat(counts.get("untried").asInt()).isEqualTo(1);
    assertThat(figures.get("error_codes").get("IMAGE_EMPTY").asInt()).isEqualTo(1);
    assertThat(figures.get("status").asText()).isEqualTo("ok");
    assertThat(console.results()).contains("双肩包", "such as D", "IMAGE_EMPTY");
  }

  @Test
  void everyMetricIsKeptWithItsIntervalAlsoByCategoryAndVersion(SparkSession spark) {
    List<Row> rows = first(Warehouse.open(spark, tables).quality().read()).collectAsList();

    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.getDouble(2)).isBetween(row.getDouble(3), row.getDouble(4)))
        .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(5))
        .contains(
            "category_recall all 3",
            "category_recall category=连衣裙 1",
            "category_precision category=帽子 1",
            "category_f1 category=帽子 2",
            "latency_p95_ms all 3",
            // C has no answer, and so no version
            "category_recall version=- · - 2",
            "attribute_accuracy version=- · - 1");
    assertThat(FIRST.results()).contains("0.3333  0.0615 to 0.7923");
  }

  @Test
  void everyLabelledValueIsKeptWithItsAnswerAsNamedAndAsSpelled(SparkSession spark) {
    assertThat(
            first(Warehouse.open(spark, tables).evaluated().read())
                .orderBy("product_id", "field")
                .select("product_id", "image_uri", "field", "label", "answer", "label_spelled")
                .collectAsList())
        .containsExactly(
            RowFactory.create("A", "a-new.jpg", "category", "连衣裙", "连衣裙", "dress"),
            RowFactory.create("A", "a-new.jpg", "color", "藏青", "红色", "navy"),
            RowFactory.create("B", "b.jpg", "category", "双肩包", "帽子", "双肩包"),
            RowFactory.create("C", null, "category", "帽子", null, "hat"));
  }

  @Test
  void spellingsThatMeanTheSameCountAsRightAndAreShownApart() throws IOException {
    assertThat(evaluate("商品ID,类目,颜色\nA,女装/连衣裙,red\nB,hat,navy\n")).isZero();

    assertThat(console.results())
        .containsPattern("category_recall +1\\.0000")
        .containsPattern("category_recall_raw +0\\.0000")
        .containsPattern("attribute_accuracy +0\\.5000")
        .containsPattern("attribute_accuracy_raw +0\\.0000")
        .containsPattern("color +藏青 +蓝色 +1");
  }

  @Test
  void answersAreHeldAgainstLabelsAsTheModelSpelledThem() throws IOException {
    evaluate("product_id,category\nS,dress\n");

    assertThat(console.results())
        .containsPattern("category_recall +1\\.0000")
        .doesNotContain("category_recall_raw")
        // one of the twelve values of four pictures
        .containsPattern("mapped_share +0\\.0833");
  }

  @Test
  void anAnswerOfTheRightBranchIsPartlyRight() throws IOException {
    // B is a hat: 配饰 > 帽子, as a watch is
    evaluate("product_id,category\nB,手表\n");

    assertThat(console.results())
        .containsPattern("category_recall +0\\.0000")
        .containsPattern("hierarchical_precision +0\\.5000")
        .containsPattern("hierarchical_recall +0\\.5000");
  }

  @Test
  void featuresAreComparedAsSetsHoweverTheyAreSeparated() throws IOException {
    // A: one of one and two; B: nothing in common; C: no result; D: not labelled
    evaluate("product_id,核心卖点\nA,条纹、 百搭；条纹\nB,轻便|防水\nC,\"保暖,柔软\"\nD,\n");

    assertThat(console.results()).containsPattern("key_feature_f1 +0\\.2222 .* 3\n");
  }

  @Test
  void aProductWithoutAnIdIsRefusedWithItsRow() throws IOException {
    assertThat(evaluate("product_id,category\nA,帽子\n,帽子\n")).isEqualTo(2);
    assertThat(console.screen()).contains("row 3, column A (product_id): it is blank");
  }

  @Test
  void aGateThatIsMetIsExitZeroAndColumnsThatAreNoLabelsAreLeftAlone() throws IOException {
    assertThat(
            evaluate(
                "\uFEFFProduct_ID,note,category\nA,\"x, y\",连衣裙\n",
                "--fail-under",
                "category_recall=1,latency_p99_ms=1000"))
        .isZero();
  }

  @Test
  void aProductThatStandsTwiceIsRefusedByName() throws IOException {
    assertThat(evaluate("product_id,category\nA,帽子\nA,帽子\n")).isEqualTo(2);
    assertThat(console.screen()).contains("more than once: A");
  }

  @Test
  void aMissingColumnIsRefusedWithWhatIsThere() throws IOException {
    assertThat(evaluate("sku,category\nA,帽子\n")).isEqualTo(2);
    assertThat(console.screen()).contains("sku, category", "product_id");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThat(console.run("evaluate", "--warehouse", tables, "--gold", dir + "/none.csv"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("none.csv", "no such file");
  }

  /** Of the first evaluation. */
  private static Dataset<Row> first(Dataset<Row> rows) {
    return rows.where(
        functions.col("run_id").equalTo(rows.selectExpr("min_by(run_id, at)").head().get(0)));
  }

  private int evaluate(String gold, String... more) throws IOException {
    return console.run(line(dir, gold, more));
  }

  private static String[] line(Path folder, String gold, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("gold.csv"), gold);
    String[] line = {"evaluate", "--warehouse", tables, "--gold", file.toString()};
    return ArrayUtils.addAll(line, more);
  }

  private static Map<String, Object> attributes(
      String product, String uri, String category, String color, String material, long second) {
    return Map.of(
        "product_id", product,
        "image_uri", uri,
        "category", category,
        "color", color,
        "material", material,
        "key_features", List.of(color.equals("红色") ? "条纹" : "纯色"),
        "run_id", "r1",
        "enriched_at", Timestamp.from(Instant.ofEpochSecond(second)));
  }

  private static Map<String, Object> attempt(
      String product, String uri, String status, String code, double total, double queue) {
    Map<String, Object> row =
        new HashMap<>(
            Map.of(
                "product_id", product,
                "image_uri", uri,
                "run_id", "r1",
                "status", status,
                "total_ms", total,
                "queue_ms", queue));
    row.put("error_code", code);
    return row;
  }
}
