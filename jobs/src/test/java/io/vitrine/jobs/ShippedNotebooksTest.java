package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.notebook.Notebook;
import io.vitrine.notebook.NotebookFormats;
import io.vitrine.notebook.NotebookRun;
import io.vitrine.spark.VitrineConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped notebooks over tables that enrich made. */
@ExtendWith({SparkFixture.class, EnrichedWarehouse.class})
class ShippedNotebooksTest {
  private static final Path NOTEBOOKS = Path.of(System.getProperty("vitrine.home"), "notebooks");

  private final SparkSession spark;
  private final EnrichedWarehouse.Filled tables;

  ShippedNotebooksTest(SparkSession spark, EnrichedWarehouse.Filled tables) {
    this.spark = spark;
    this.tables = tables;
  }

  @Test
  void theOverviewShowsTheCatalogueAndDescribesAPicture() {
    Map<String, String> settings =
        Map.of(
            VitrineConf.ENGINE_FACTORY_KEY,
            StubEngineFactory.class.getName(),
            VitrineConf.MODEL_KEY,
            tables.folder().resolve("model-1").toString());
    SparkSession session = spark.newSession();
    settings.forEach(session.conf()::set);

    List<NotebookRun.Shown> results = run(session, "overview");

    assertThat(sum(results.get(0), "products")).isEqualTo(6);
    assertThat(results.get(0).chart()).get().asString().contains("<svg");
    assertThat(results.get(2).rows()).hasSize(5);
    assertThat(column(results.get(3), "status")).containsExactly("ok", "failed");
    assertThat(results.get(4).rows()).hasSize(2);
    NotebookRun.Shown described = results.get(results.size() - 1);
    assertThat(column(described, "status")).containsExactly("ok");
    assertThat(column(described, "category").get(0)).isNotBlank();
  }

  @Test
  void qualityIsThatOfTheNewestEvaluation() {
    List<NotebookRun.Shown> results = run(spark.newSession(), "quality");

    int recall = column(results.get(0), "metric").indexOf("category_recall");
    assertThat(column(results.get(0), "value").get(recall)).isEqualTo("0.75");
    assertThat(column(results.get(1), "category").get(0)).isEqualTo("没见过的类目");
    assertThat(results.get(1).chart()).get().asString().contains("没见过的类目");
    assertThat(column(results.get(2), "label")).containsExactly("没见过的类目");
    assertThat(column(results.get(3), "recall")).containsExactly("0.75");
  }

  @Test
  void failuresSayWhatHelps() {
    List<NotebookRun.Shown> results = run(spark.newSession(), "failures");

    assertThat(results.get(0).rows()).hasSize(1);
    assertThat(results.get(0).rows().get(0))
        .startsWith("IMAGE_UNSUPPORTED", "DECODE", "1", "mend the picture", "broken");
    assertThat(column(results.get(1), "failed")).containsExactly("0", "1");
    assertThat(column(results.get(2), "product_id")).containsExactly("broken");
    assertThat(column(results.get(3), "pictures")).containsExactly("4");
  }

  @Test
  void promptsAreComparedVersionByVersion() {
    List<NotebookRun.Shown> results = run(spark.newSession(), "prompts");

    assertThat(column(results.get(0), "pictures")).containsExactly("2", "4");
    assertThat(column(results.get(0), "category_recall")).containsExactly(null, "0.75");
    assertThat(column(results.get(2), "channel")).containsExactly("detail", "title");
    assertThat(column(results.get(2), "texts")).containsExactly("6", "6");
    assertThat(results.get(3).rows()).hasSize(6);
  }

  @Test
  void costAndCapacityAreThoseOfTheRuns() {
    List<NotebookRun.Shown> results = run(spark.newSession(), "cost");

    assertThat(column(results.get(0), "pictures")).containsExactly("2", "7");
    assertThat(column(results.get(0), "by_hand")).containsExactly("6000.0", "6000.0");
    assertThat(column(results.get(1), "pictures")).containsExactly("7", "2");
    assertThat(results.get(1).chart()).isPresent();
    assertThat(column(results.get(2), "pictures")).containsExactly("2", "6");
    assertThat(results.get(3).rows()).hasSize(2);
  }

  @Test
  void theAuditTellsWhoDidWhat(@TempDir Path dir) {
    String warehouse = tables.copyTo(dir.resolve("tables"));
    AuditRecords records = new AuditRecords(spark, warehouse);
    records.addRuns();
    records.add(
        List.of(statement("SELECT 1", 4, "done"), statement("DROP TABLE copy", 0, "refused")));

    List<NotebookRun.Shown> results = run(spark.newSession(), "audit", warehouse);

    String me = spark.sparkContext().sparkUser();
    assertThat(column(results.get(0), "what")).containsExactly("enrich", "serve-sql");
    assertThat(column(results.get(0), "times")).containsExactly("2", "2");
    assertThat(column(results.get(0), "ended_otherwise")).containsExactly("0", "1");
    assertThat(results.get(0).chart()).get().asString().contains("serve-sql");
    assertThat(sum(results.get(1), "times")).isEqualTo(4);
    assertThat(column(results.get(2), "principal")).containsExactly(me, me);
    assertThat(column(results.get(2), "products")).containsExactly("2", "7");
    assertThat(column(results.get(2), "first_product")).containsExactly("p0", "broken");
    assertThat(column(results.get(3), "principal")).containsExactly("小王");
    assertThat(column(results.get(3), "rows_fetched")).containsExactly("4");
    assertThat(column(results.get(4), "asked")).containsExactly("DROP TABLE copy");
    assertThat(column(results.get(5), "entries")).containsExactly("4");
  }

  private static AuditEntry statement(String sql, long rows, String outcome) {
    return AuditEntry.now(
        "小王", AuditEntry.STATEMENT, Map.of("sql", sql, "rows", rows, "via", "serve-sql"), outcome);
  }

  @Test
  void theCommandWritesOnePage(@TempDir Path dir) throws IOException {
    TestConsole console = new TestConsole();
    Path page = dir.resolve("quality.html");

    int exit =
        console.run(
            "notebook",
            "run",
            NOTEBOOKS.resolve("quality.sql").toString(),
            "--warehouse",
            tables.uri(),
            "--out",
            page.toString());

    assertThat(exit).as(console.screen()).isZero();
    assertThat(Files.readString(page))
        .contains("<h1>How good are the answers?</h1>", "<svg", "没见过的类目", "SELECT")
        .doesNotContain("<script", "src=\"", "href=\"http", "DBTITLE");
  }

  /** For Chromium, which .ci/check-notebooks has look at them. */
  @Test
  void pagesAreLeftForABrowserToLookAt() throws IOException {
    Path pages = Files.createDirectories(Path.of("target/notebooks"));
    Path hostile =
        Files.writeString(
            pages.resolve("hostile.sql"),
            """
            -- MAGIC %md
            -- MAGIC # <script>alert(1)</script> [here](javascript:alert(2))
            -- COMMAND ----------
            -- chart: bar x=name y=n
            SELECT '</td><script>alert(3)</script>' AS name, 3 AS n,
              repeat('无空格的长文本', 60) AS `<img src=x onerror=alert(4)>`
            UNION ALL SELECT '"><svg onload=alert(5)>', 2, repeat('x', 400);
            """);
    for (Path notebook :
        List.of(hostile, NOTEBOOKS.resolve("quality.sql"), NOTEBOOKS.resolve("cost.sql"))) {
      TestConsole console = new TestConsole();
      String page = notebook.getFileName().toString().replace(".sql", ".html");

      int exit =
          console.run(
              "notebook",
              "run",
              notebook.toString(),
              "--warehouse",
              tables.uri(),
              "--out",
              pages.resolve(page).toString());

      assertThat(exit).as(console.screen()).isZero();
    }

    assertThat(Files.readString(pages.resolve("hostile.html")))
        .contains("&lt;script&gt;alert(3)", "Content-Security-Policy")
        .doesNotContain("<script", "<img", "=\"javascript:");
  }

  @Test
  void mistakesAreExitTwo(@TempDir Path dir) throws IOException {
    TestConsole console = new TestConsole();
    Path wrong = Files.writeString(dir.resolve("n.sql"), "-- chart: pie x=a y=b\nSELECT 1 AS a");
    String out = dir.resolve("n.html").toString();

    assertThat(
            console.run("notebook", "run", wrong + "", "--warehouse", tables.uri(), "--out", out))
        .isEqualTo(2);
    assertThat(console.screen()).contains("a chart is bar or line");
    assertThat(
            console.run(
                "notebook", "run", wrong + "", "--warehouse", "x", "--out", dir + "/none/n.html"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("not a folder to write into");
  }

  @Test
  void theOtherFormatsAreMadeFromTheSource() {
    assertThat(sources())
        .isNotEmpty()
        .allSatisfy(
            source -> {
              String name = source.getFileName().toString().replace(".sql", "");
              Notebook notebook = Notebook.read(source);
              assertThat(source.resolveSibling(name + ".ipynb"))
                  .as("./vitrine notebook export notebooks/*.sql")
                  .hasContent(NotebookFormats.jupyter(name, notebook));
              assertThat(source.resolveSibling(name + ".zpln"))
                  .hasContent(NotebookFormats.zeppelin(name, notebook));
            });
  }

  /** What spark-sql -f makes of the file: statements that semicolons end, and comments. */
  @Test
  void asPlainSqlTheyAreTheSameStatements() {
    assertThat(sources())
        .allSatisfy(
            source ->
                assertThat(Notebook.statements(Files.readString(source)))
                    .extracting(ShippedNotebooksTest::withoutComments)
                    .containsExactlyElementsOf(
                        Notebook.read(source).cells().stream()
                            .map(Notebook.Cell::statement)
                            .filter(statement -> !statement.isEmpty())
                            .map(ShippedNotebooksTest::withoutComments)
                            .toList()));
  }

  private List<NotebookRun.Shown> run(SparkSession session, String name) {
    return run(session, name, tables.uri());
  }

  private static List<NotebookRun.Shown> run(SparkSession session, String name, String warehouse) {
    session.conf().set(WarehouseScope.WAREHOUSE_KEY, warehouse);
    Notebook notebook = Notebook.read(NOTEBOOKS.resolve(name + ".sql"));
    return new NotebookRun(session)
        .run(notebook).stream().filter(shown -> !shown.columns().isEmpty()).toList();
  }

  private static List<String> column(NotebookRun.Shown shown, String name) {
    int at = shown.columns().indexOf(name);
    return shown.rows().stream().map(row -> row.get(at)).collect(Collectors.toList());
  }

  private static long sum(NotebookRun.Shown shown, String name) {
    return column(shown, name).stream().mapToLong(Long::parseLong).sum();
  }

  private static String withoutComments(String statement) {
    return statement
        .lines()
        .filter(line -> !line.startsWith("--"))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
