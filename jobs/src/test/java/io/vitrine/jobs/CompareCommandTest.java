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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class CompareCommandTest {
  @TempDir private static Path dir;
  private static String tables;
  private static String gold;

  private final TestConsole console = new TestConsole();

  /**
   * Hats, twelve of them: to the first prompt 5 are hats, to the second 10; 4 to both. Two more
   * pictures changed between the prompts or were asked about once.
   */
  @BeforeAll
  static void fillTables(SparkSession spark) throws IOException {
    tables = dir.resolve("tables").toString();
    Warehouse warehouse = Warehouse.open(spark, tables);
    List<Map<String, Object>> attempts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      attempts.add(attempt(i, "product@1", i < 5 ? "帽子" : "手表", 100 + i, "s" + i));
      attempts.add(attempt(i, "product@2", i == 4 || i == 11 ? "鞋" : "hat", 80 + i, "s" + i));
    }

    // a later failure does not take away what is there
    Map<String, Object> failed = new HashMap<>(attempt(0, "product@2", "鞋", 1, "s0"));
    failed.putAll(Map.of("status", "failed", "error_code", "ENGINE_TIMEOUT"));
    failed.put("output", null);
    failed.put("at", Timestamp.from(Instant.ofEpochSecond(9)));
    attempts.add(failed);
    attempts.add(attempt(12, "product@1", "帽子", 1, "before"));
    attempts.add(attempt(12, "product@2", "帽子", 1, "after"));
    attempts.add(attempt(13, "product@1", "帽子", 1, "s13"));
    Map<String, Object> unkept = new HashMap<>(attempt(14, "product@3", "帽子", 1, "s14"));
    unkept.put("output", null);
    attempts.add(unkept);
    TestRows.write(spark, warehouse.metrics(), attempts);
    List<Map<String, Object>> ratings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ratings.add(rating(i, "product@1", "甲", 2));
      ratings.add(rating(i, "product@2", "甲", i < 7 ? 4 : 1));
      ratings.add(rating(i, "product@2", "乙", i < 7 ? 5 : 1));
    }

    TestRows.write(spark, warehouse.ratings(), ratings);
    StringBuilder labels = new StringBuilder("商品ID,类目\n");
    IntStream.range(0, 15).forEach(i -> labels.append("P").append(i).append(",帽子\n"));
    gold = Files.writeString(dir.resolve("gold.csv"), labels).toString();
  }

  @Test
  void pairsOfTheSamePicturesAreTestedByWhatTheyAre() throws IOException {
    Path summary = dir.resolve("summary.json");

    assertThat(compare("product@2", "--gold", gold, "--summary", summary.toString())).isZero();

    JsonNode figures = JsonMapper.builder().build().readTree(summary.toFile());
    assertThat(figures.get("pictures").asInt()).isEqualTo(12);
    assertThat(figures.get("changed").asInt()).isEqualTo(1);
    assertThat(figures.get("counts").get("ok").asInt()).isEqualTo(12);
    JsonNode recall = difference(figures, "category_recall");
    assertThat(recall.get("a").asDouble()).isEqualTo(5.0 / 12);
    assertThat(recall.get("b").asDouble()).isEqualTo(10.0 / 12);
    // scipy.stats.binomtest(1, 7, 0.5)
    assertThat(recall.get("p_value").asDouble()).isEqualTo(0.125);
    assertThat(recall.get("more").asLong()).isPositive();
    JsonNode rating = difference(figures, "rating");
    assertThat(rating.get("a").asDouble()).isEqualTo(2);
    assertThat(rating.get("b").asDouble()).isEqualTo((7 * 4.5 + 1) / 8);
    assertThat(rating.get("test").asText()).isEqualTo("Wilcoxon");
    assertThat(rating.get("difference").get("n").asInt()).isEqualTo(8);
    assertThat(difference(figures, "copy_usability").get("b").asDouble()).isEqualTo(14.0 / 16);
    assertThat(difference(figures, "latency_p50_ms").get("difference").get("value").asDouble())
        .isEqualTo(-20);
    assertThat(difference(figures, "answered").get("p_value").asDouble()).isEqualTo(1);
    assertThat(console.results())
        .contains("1 pictures are left out", "P5 ", "latency_p50_ms", "more would settle it")
        .containsPattern("latency_p50_ms .*bootstrap +b is better");
  }

  @Test
  void withoutLabelsDifferentAnswersAreShownSideBySide() {
    assertThat(compare("product@2")).isZero();

    assertThat(console.results())
        .doesNotContain("category_recall", "P0          category")
        .containsPattern("P5 +category +手表 +帽子")
        .containsPattern("P4 +category +帽子 +鞋")
        .containsPattern("P\\d+ +copy .*product@1说 +product@2说");
  }

  @Test
  void aPromptThatWasNeverAskedIsRefusedWithThoseThatWere() {
    assertThat(compare("product@9")).isEqualTo(2);
    assertThat(console.screen())
        .contains("no answers to product@9", "product@1, product@2, product@3");
  }

  @Test
  void answersThatWereNotKeptAreRefused() {
    assertThat(compare("product@3")).isEqualTo(2);
    assertThat(console.screen()).contains("answers to product@3 were not kept", "keepOutput");
  }

  private int compare(String b, String... more) {
    String[] line = {"compare", "--warehouse", tables, "--a", "product@1", "--b", b};
    return console.run(ArrayUtils.addAll(line, more));
  }

  private static JsonNode difference(JsonNode figures, String metric) {
    return StreamSupport.stream(figures.get("differences").spliterator(), false)
        .filter(difference -> difference.get("metric").asText().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> attempt(
      int product, String prompt, String category, double ms, String sha256) {
    return Map.of(
        "product_id",
        "P" + product,
        "image_uri",
        product + ".jpg",
        "image_sha256",
        sha256,
        "run_id",
        prompt,
        "status",
        "ok",
        "prompts",
        List.of("title@1", prompt),
        "output",
        "{\"text\":\"标题\"}\n{\"category\":\"%s\",\"color\":\"红色\",\"marketing_copy\":\"%s说\"}"
            .formatted(category, prompt),
        "total_ms",
        ms + 1000,
        "queue_ms",
        1000.0,
        "at",
        Timestamp.from(Instant.ofEpochSecond(1)));
  }

  private static Map<String, Object> rating(int product, String prompt, String rater, int score) {
    return Map.of(
        "product_id",
        "P" + product,
        "image_uri",
        product + ".jpg",
        "channel",
        "detail",
        "prompt",
        prompt,
        "rater",
        rater,
        "score",
        score);
  }
}
