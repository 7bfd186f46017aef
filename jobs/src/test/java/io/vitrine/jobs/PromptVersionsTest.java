package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Versions, promotions and further fields, each on a copy of a warehouse that enrich has made. */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromptVersionsTest {
  private static final int PRODUCTS = 3;

  private final SparkSession spark;
  private final Map<String, String> settings = new HashMap<>();
  private Path filled;
  private Path products;
  private String firstRun;
  @TempDir private Path dir;

  PromptVersionsTest(SparkSession spark) {
    this.spark = spark;
  }

  /** By the prompts that come with Vitrine; none of them sees the titles. */
  @BeforeAll
  void fill(@TempDir Path shared) throws IOException {
    TestPictures.folder(shared, PRODUCTS);
    products = shared.resolve("products.csv");
    title("p1", "红裙");
    filled = shared.resolve("warehouse");
    settings.put(VitrineConf.ENGINE_FACTORY_KEY, StubEngineFactory.class.getName());
    settings.put(VitrineConf.MODEL_KEY, StubBundle.write(shared.resolve("model"), "1").toString());
    firstRun = enrich(filled).runId();
  }

  @BeforeEach
  void ownPromptsAndWarehouse() throws IOException {
    FileUtils.copyDirectory(filled.toFile(), warehouse().toFile());
    for (String folder : List.of("prompts", "schemas")) {
      FileUtils.copyDirectory(
          VitrineHome.conf().resolve(folder).toFile(), dir.resolve("conf/" + folder).toFile());
    }

    settings.put(VitrineConf.PROMPT_FOLDER_KEY, dir.resolve("conf").toString());
    settings.remove(VitrineConf.PROMPT_KEY);
  }

  /** One run that looks at all of it, because runs take their time. */
  @Test
  void aFieldAddedToTheSchemaBecomesAColumnOfAnOlderWarehouse() throws IOException {
    addColumn("remark STRING");
    addField(
        "season",
        """
        {"type": "string", "enum": ["春夏", "秋冬"], "description": "When it is worn"}
        """);
    addField(
        "用途",
        """
        {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "string", "maxLength": 8}}
        """);
    settings.put(VitrineConf.PROMPT_KEY, "product@2");

    RunSummary run = enrich(warehouse());

    assertThat(run.counts().stale()).isEqualTo(PRODUCTS);
    assertThat(tables().views().read("v_attributes").collectAsList())
        .hasSize(PRODUCTS)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("season")).isIn("春夏", "秋冬");
              assertThat(row.getList(row.fieldIndex("用途"))).hasSize(1);
              assertThat(row.<String>getAs("remark")).as("a person's own column").isNull();
              assertThat(row.<String>getAs("prompt")).isEqualTo("product@2");
            });
    assertThat(tables().attributes().read().schema().apply("season").getComment().get())
        .isEqualTo("When it is worn");
    assertThat(plan().reused()).isEqualTo(PRODUCTS);
    title("p1", "蓝裙");
    assertThat(plan().todo()).as("the product whose title changed").isEqualTo(1);
    assertAnswersAreTakenWhole();
  }

  /** A product more, with the picture of another one. */
  private void assertAnswersAreTakenWhole() throws IOException {
    Files.copy(products.resolveSibling("p0.jpg"), products.resolveSibling("copy.jpg"));
    Files.writeString(products, "product_id,image_uri,title\ncopy,copy.jpg,\n");
    int before = StubEngineFactory.submissions();

    assertThat(enrich(warehouse()).counts().reused()).isEqualTo(1);

    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
    assertThat(
            tables()
                .views()
                .read("v_attributes")
                .where("product_id IN ('p0', 'copy')")
                .selectExpr("count(DISTINCT category, color, material, season, `用途`)", "count(*)")
                .head())
        .hasToString("[1,2]");
    assertThat(
            tables()
                .views()
                .read("v_copy")
                .where("product_id IN ('p0', 'copy')")
                .selectExpr("count(DISTINCT text, forbidden_claims)", "count(*)")
                .head())
        .hasToString("[1,2]");
    assertThat(tables().thumbnails().read().where("product_id = 'copy'").count()).isEqualTo(1);
  }

  @Test
  void aFieldOfAnotherTypeThanItsColumnIsRefusedBeforeAnyPictureIsDescribed() throws IOException {
    addColumn("season INT");
    addField("season", "{\"type\": \"string\", \"maxLength\": 8}");
    int before = StubEngineFactory.submissions();

    assertInvalid("its column season is int and not string");
    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
  }

  @Test
  void aFieldNamedAsOneOfOurColumnsIsRefused() throws IOException {
    addField("Run_Id", "{\"type\": \"string\", \"maxLength\": 8}");

    assertInvalid("The field 'Run_Id' cannot become a column of attributes");
  }

  @Test
  void aKeywordThatDecodingDoesNotKeepIsRefusedByName() throws IOException {
    addField("season", "{\"type\": \"string\", \"maxLength\": 8, \"pattern\": \"^春\"}");

    assertInvalid("season has the keyword \"pattern\"");
  }

  @Test
  void aTextThatChangedUnderItsVersionIsRefusedByTheWarehouseItself() throws IOException {
    Files.delete(dir.resolve("conf/prompts/versions.lock"));
    edit("prompts/product.yaml", text -> text.replace("识别商品，给出", "认出商品，给出"));

    assertInvalid(
        "The prompt product@1 was changed",
        "its text differs from what run " + firstRun + " asked",
        "product@2.yaml with version: 2");
  }

  @Test
  void theLockRefusesItEvenInANewWarehouse() throws IOException {
    edit("prompts/product.yaml", text -> text.replace("识别商品，给出", "认出商品，给出"));

    assertThatThrownBy(() -> enrich(dir.resolve("new")))
        .hasMessageContainingAll("The prompt product@1 was changed", "versions.lock");
    assertThat(dir.resolve("new")).doesNotExist();
  }

  @Test
  void aPromotedVersionIsAskedFromThenOnAndTheTableSaysWhy() {
    TestConsole console = new TestConsole();
    String evidence = firstRun + ": 可用率 71 % against 64 %";

    assertThat(promote(console, "product@2", "--evidence", evidence, "--by", "王芳")).isZero();

    assertThat(console.screen())
        .contains("product@2 is the default of the channel detail now", "3 pictures");
    Row decision = tables().promotions().read().head();
    assertThat(decision.<String>getAs("prompt")).isEqualTo("product@2");
    assertThat(decision.<String>getAs("previous")).isEqualTo("product@1");
    assertThat(decision.<String>getAs("promoted_by")).isEqualTo("王芳");
    assertThat(decision.<String>getAs("evidence")).isEqualTo(evidence);
    assertThat(plan().stale()).isEqualTo(PRODUCTS);
    settings.put(VitrineConf.PROMPT_KEY, "product@1");
    assertThat(plan().reused()).as("by a version that is named").isEqualTo(PRODUCTS);
  }

  @Test
  void promotingTwiceIsToldAndNotRecordedAgain() {
    assertThat(promote(new TestConsole(), "live@2", "--evidence", "first", "--by", "w")).isZero();
    TestConsole console = new TestConsole();

    assertThat(promote(console, "live@2", "--evidence", "second")).isZero();

    assertThat(console.screen()).contains("already: w promoted it", "first");
    assertThat(tables().promotions().read().count()).isEqualTo(1);
  }

  @Test
  void mistakesInAPromotionAreUsageAndNothingIsRecorded() {
    assertRefused("product", "a reason", "Which version of product", "product@1, product@2");
    assertRefused("product@9", "a reason", "Unknown prompt \"product@9\"");
    assertRefused("product@2", " ", "--evidence cannot be empty");
    assertThat(warehouse().resolve("promotions")).doesNotExist();
  }

  private void assertRefused(String prompt, String evidence, String... reasons) {
    TestConsole console = new TestConsole();
    assertThat(promote(console, prompt, "--evidence", evidence)).isEqualTo(Exit.INVALID.code());
    assertThat(console.screen()).contains(reasons);
  }

  private void assertInvalid(String... reasons) {
    assertThatThrownBy(() -> enrich(warehouse()))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContainingAll(reasons);
  }

  private int promote(TestConsole console, String prompt, String... options) {
    List<String> line = new ArrayList<>(List.of("promote", prompt));
    line.addAll(List.of("--warehouse", warehouse().toString()));
    line.addAll(List.of(options));
    return console.run(line.toArray(String[]::new));
  }

  private RunSummary enrich(Path warehouse) {
    return new Enrich(spark, VitrineConf.of(settings), Progress.NONE)
        .run(EnrichRequest.of(products.toString(), warehouse.toString()));
  }

  /** What a run would do. */
  private RunSummary.Counts plan() {
    EnrichRequest request =
        EnrichRequest.builder(products.toString(), warehouse().toString()).dryRun(true).build();
    return new Enrich(spark, VitrineConf.of(settings), Progress.NONE).run(request).counts();
  }

  private Warehouse tables() {
    return Warehouse.existing(spark, warehouse().toString());
  }

  private Path warehouse() {
    return dir.resolve("warehouse");
  }

  private void addColumn(String column) {
    spark.sql("ALTER TABLE delta.`" + warehouse() + "/attributes` ADD COLUMNS (" + column + ")");
  }

  /** Writes the products, of which one has this title. */
  private void title(String product, String title) throws IOException {
    StringBuilder csv = new StringBuilder("product_id,image_uri,title\n");
    for (int i = 0; i < PRODUCTS; i++) {
      String id = "p" + i;
      csv.append(String.format("%s,%s.jpg,%s%n", id, id, id.equals(product) ? title : ""));
    }

    Files.writeString(products, csv);
  }

  private void addField(String name, String schema) throws IOException {
    String property = "\"" + name + "\": " + schema;
    edit(
        "schemas/product.json",
        json ->
            json.replace("\"properties\": {", "\"properties\": {" + property + ",")
                .replace("\"required\": [", "\"required\": [\"" + name + "\", "));
  }

  private void edit(String file, UnaryOperator<String> change) throws IOException {
    Path path = dir.resolve("conf").resolve(file);
    Files.writeString(path, change.apply(Files.readString(path)));
  }
}
