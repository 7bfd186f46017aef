package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page without labels first: once they were evaluated, the tables know of it. */
@ExtendWith(SparkFixture.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportCommandTest {
  private static final String ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>";

  @TempDir private static Path dir;
  private static String tables;

  private final TestConsole console = new TestConsole();

  /** 41 pictures, described twice, 40 well; the texts of all are hostile, and people rated some. */
  @BeforeAll
  static void fill(SparkSession spark) {
    tables = dir.resolve("tables").toString();
    Warehouse warehouse = Warehouse.open(spark, tables);
    List<Map<String, Object>> attributes = new ArrayList<>();
    List<Map<String, Object>> copy = new ArrayList<>();
    List<Map<String, Object>> metrics = new ArrayList<>();
    List<Map<String, Object>> thumbnails = new ArrayList<>();
    List<Map<String, Object>> ratings = new ArrayList<>();
    for (int i = 0; i <= 40; i++) {
      String product = i == 40 ? ATTACK : "P" + i;
      Map<String, Object> key =
          Map.of("product_id", product, "image_uri", i + ".jpg", "run_id", "r2");
      attributes.add(
          with(key, "category", "连衣裙", "color", "红色", "material", "棉", "prompt", "product@2"));
      copy.add(with(key, "channel", "detail", "text", ATTACK));
      metrics.add(answered(key, 2, ATTACK));
      metrics.add(answered(with(key, "run_id", "r1"), 1, "旧文案"));
      thumbnails.add(with(key, "jpeg", TestPictures.jpeg(i), "chunk", 1L));
      for (String rater : List.of("甲", "乙")) {
        ratings.add(
            with(
                key,
                "item_id",
                "R" + i,
                "rater",
                rater,
                "score",
                1 + i % 5,
                "prompt",
                "product@2",
                "channel",
                "detail",
                "tags",
                new String[] {ATTACK}));
      }
    }
    metrics.add(
        with(
            Map.of("product_id", "bad", "image_uri", "bad.jpg", "run_id", "r2"),
            "status",
            "failed",
            "error_code",
            "IMAGE_EMPTY",
            "error_message",
            ATTACK));
    TestRows.write(spark, warehouse.attributes(), attributes);
    TestRows.write(spark, warehouse.copy(), copy);
    TestRows.write(spark, warehouse.metrics(), metrics);
    TestRows.write(spark, warehouse.thumbnails(), thumbnails);
    TestRows.write(spark, warehouse.chunks(), List.of(Map.of("chunk", 1L, "tidied", true)));
    TestRows.write(spark, warehouse.ratings(), ratings);
    TestRows.write(spark, warehouse.runs(), List.of(run(1), run(2)));
  }

  @Test
  @Order(2)
  void thePageHasTheFiguresAndNothingOnItCanRun() throws IOException {
    StringBuilder gold = new StringBuilder("product_id,category,color,material\n");
    for (int i = 0; i < 40; i++) {
      gold.append("P").append(i).append(i % 4 == 0 ? ",帽子" : ",连衣裙").append(",红色,棉\n");
    }
    gold.append(ATTACK).append(",").append(ATTACK).append(",红色,棉\n");
    Path labels = Files.writeString(dir.resolve("gold.csv"), gold);
    // stays there, for the check in a browser
    Path page = Path.of("target/hostile-report.html");

    int exit =
        console.run(
            "report", "--warehouse", tables, "--gold", labels.toString(), "--out", page.toString());

    assertThat(console.screen()).doesNotContain("vitrine:");
    assertThat(exit).isZero();
    String html = Files.readString(page);
    // 30 of 41 categories are right: Wilson's interval is 58.1 % to 84.3 %
    assertThat(html).contains("73.2 %", "58.1 %", "84.3 %", "n = 41", "IMAGE_EMPTY");
    assertThat(html).contains("alpha, ordinal", "1.000", "旧文案", "product@1", "product@2");
    assertThat(html).contains("<svg", "viewBox", "id=\"sql-quality\"", "¥6,000");
    assertThat(html).contains("&lt;script&gt;alert(1)");
    assertThat(html).contains("<img class=\"picture\"", "src=\"data:image/jpeg;base64,/9j/");
    assertThat(html).doesNotContain("<script", "<img src", "NaN");
    assertThat(html.replaceAll("src=\"data:image/jpeg;base64,", "")).doesNotContain("src=\"");
    assertThat(html).doesNotContain("href=\"http", "url(h");
  }

  @Test
  @Order(1)
  void withoutLabelsThePageSaysSoAndHasTheRest() throws IOException {
    Path page = dir.resolve("report.html");

    assertThat(console.run("report", "--warehouse", tables, "--out", page.toString())).isZero();
    assertThat(Files.readString(page)).contains("never held against labels", "IMAGE_EMPTY");
  }

  @Test
  void aCostThatCannotBeIsRefusedByNameBeforeAnythingIsOpened() throws IOException {
    Path cost =
        Files.writeString(
            dir.resolve("cost.yaml"),
            """
            currency: "$"
            manual: {minutes_per_product: 8, wage_per_hour: -1}
            vitrine: {machine_price_per_hour: 1, review_minutes_per_product: 1,
              rewritten_share: 0.1, setup_cost: 1}
            """);

    int exit =
        console.run(
            "report",
            "--warehouse",
            dir + "/none",
            "--out",
            dir + "/r.html",
            "--cost",
            cost.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(console.screen()).contains("manual.wage_per_hour is -1");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThat(console.run("report", "--warehouse", "x", "--out", dir + "/none/r.html"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("none", "not a folder");
  }

  private static Map<String, Object> answered(Map<String, Object> key, int version, String text) {
    return with(
        key,
        "status",
        "ok",
        "total_ms",
        400.0,
        "queue_ms",
        100.0,
        "fingerprint",
        "f" + version,
        "output",
        "{\"marketing_copy\":\"" + text + "\"}",
        "at",
        Timestamp.from(Instant.ofEpochSecond(100L * version + 20)));
  }

  private static Map<String, Object> run(int version) {
    return with(
        Map.of("run_id", "r" + version, "command", "enrich", "status", "ok"),
        "ok",
        41L,
        "failed",
        1L,
        "executors",
        1,
        "prompt",
        "product@" + version,
        "started_at",
        Timestamp.from(Instant.ofEpochSecond(100L * version)),
        "ended_at",
        Timestamp.from(Instant.ofEpochSecond(100L * version + 41)));
  }

  private static Map<String, Object> with(Map<String, Object> key, Object... pairs) {
    Map<String, Object> row = new HashMap<>(key);
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }
}
