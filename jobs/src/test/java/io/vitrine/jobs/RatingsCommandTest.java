package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** On a copy of tables that enrich has made; the steps of a team's loop in their order. */
@ExtendWith({SparkFixture.class, EnrichedWarehouse.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RatingsCommandTest {
  private static final int SCORE = 5;
  private static final int TAGS = 6;

  @TempDir private static Path dir;
  private static String tables;

  private final SparkSession spark;
  private final TestConsole console = new TestConsole();

  RatingsCommandTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  static void ownTables(EnrichedWarehouse.Filled enriched) {
    tables = enriched.copyTo(dir.resolve("tables"));
  }

  @Test
  @Order(1)
  void enrichKeepsASmallCopyOfEveryPicture() {
    List<Row> thumbnails =
        Warehouse.existing(spark, tables).views().read("v_thumbnails").collectAsList();

    assertThat(thumbnails).hasSize(6);
    assertThat(thumbnails)
        .allSatisfy(
            row -> {
              byte[] jpeg = row.getAs("jpeg");
              assertThat(jpeg).startsWith(0xFF, 0xD8).hasSizeBetween(500, 20_000);
            });
  }

  @Test
  @Order(1)
  void whatCannotBeIsRefusedBeforeAnythingIsOpened() {
    assertThat(export("sheet.pdf")).isEqualTo(2);
    assertThat(export("sheet.xlsx", "--raters", "甲,甲")).isEqualTo(2);
    assertThat(export("sheet.xlsx", "--raters", "../甲")).isEqualTo(2);
    assertThat(export("sheet.xlsx", "--per-rater", "3", "--overlap", "4")).isEqualTo(2);
    assertThat(console.screen())
        .contains("its ending is not .xlsx or .csv", "甲,甲", "../甲", "--overlap cannot be 4");
  }

  @Test
  @Order(1)
  void moreTextsThanThereAreAreRefused() {
    assertThat(export("sheet.xlsx", "--per-rater", "7")).isEqualTo(2);
    assertThat(console.screen()).contains("only 6 are there that nobody has rated yet");
  }

  @Test
  @Order(2)
  void everyRaterGetsASheetThatDoesNotTellThePrompt() throws IOException {
    int exit = export("sheet.xlsx", "--raters", "甲,乙", "--per-rater", "3", "--overlap", "2");

    assertThat(console.screen()).doesNotContain("vitrine:").contains("ratings import --warehouse");
    assertThat(exit).isZero();
    assertThat(console.results()).contains("sheet-甲.xlsx", "sheet-乙.xlsx");
    try (XSSFWorkbook workbook = open("sheet-甲.xlsx")) {
      assertThat(workbook.getAllPictures()).hasSize(3);
      XSSFSheet sheet = workbook.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(3);
      for (Row item : rows("rating_items")) {
        String id = item.getAs("item_id");
        assertThat(id).matches("R[0-9A-F]{12}");
      }
      sheet.forEach(
          row ->
              row.forEach(
                  cell -> assertThat(cell.getStringCellValue()).doesNotContain("product@", "@1")));
    }
    assertThat(rows("rating_items")).hasSize(4);
  }

  @Test
  @Order(3)
  void anUnknownTextIsRefusedWithItsRowAndNothingIsWritten() throws IOException {
    Path sheet =
        Files.writeString(
            dir.resolve("unknown.csv"), "item_id,score,tags,comment,rater\nR000000000000,4,,,甲\n");

    assertThat(importing(sheet)).isEqualTo(2);
    assertThat(console.screen()).contains("row 2", "R000000000000", "was ever exported");
    assertThat(Warehouse.existing(spark, tables).ratings().exists()).isFalse();
  }

  @Test
  @Order(4)
  void filledSheetsBecomeRatingsAndTheirAgreementIsTold() throws IOException {
    List<String> ids =
        rows("rating_items").stream().map(row -> row.<String>getAs("item_id")).sorted().toList();
    fill("sheet-甲.xlsx", id -> 1 + ids.indexOf(id));
    fill("sheet-乙.xlsx", id -> 1 + ids.indexOf(id));

    int exit = importing(dir.resolve("sheet-甲.xlsx"), dir.resolve("sheet-乙.xlsx"));

    assertThat(console.screen()).doesNotContain("vitrine:");
    assertThat(exit).isZero();
    assertThat(console.results()).contains("甲", "imported: 6", "alpha 1.000", "2 texts rated more");
    assertThat(rows("ratings"))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("prompt")).startsWith("product@");
              assertThat(row.<String>getAs("channel")).isEqualTo("detail");
              assertThat(row.<Integer>getAs("score")).isBetween(1, 4);
              assertThat(row.getList(row.fieldIndex("tags"))).isEqualTo(List.of("语气生硬"));
            });
  }

  @Test
  @Order(5)
  void aNewerScoreReplacesTheRatersOlderOne() throws IOException {
    fill("sheet-甲.xlsx", id -> 5);

    assertThat(importing(dir.resolve("sheet-甲.xlsx"))).isZero();
    assertThat(rows("ratings"))
        .hasSize(6)
        .filteredOn(row -> row.getAs("rater").equals("甲"))
        .allSatisfy(row -> assertThat(row.<Integer>getAs("score")).isEqualTo(5));
  }

  @Test
  @Order(6)
  void textsThatWereRatedAreNotAskedAboutAgain() {
    assertThat(export("more.csv", "--per-rater", "3")).isEqualTo(2);
    assertThat(export("more.csv", "--per-rater", "2")).isZero();
    assertThat(rows("rating_items")).hasSize(6);
  }

  private int export(String file, String... more) {
    return run("export", List.of("--out", dir.resolve(file).toString()), List.of(more));
  }

  private int importing(Path... sheets) {
    return run("import", List.of(sheets).stream().map(Path::toString).toList(), List.of());
  }

  private int run(String command, List<String> first, List<String> more) {
    List<String> line = new ArrayList<>(List.of("ratings", command));
    line.addAll(List.of("--warehouse", tables));
    line.addAll(first);
    line.addAll(more);
    return console.run(line.toArray(String[]::new));
  }

  private List<Row> rows(String table) {
    return Warehouse.existing(spark, tables).read(table).collectAsList();
  }

  private static XSSFWorkbook open(String name) throws IOException {
    try (InputStream in = Files.newInputStream(dir.resolve(name))) {
      return new XSSFWorkbook(in);
    }
  }

  private static void fill(String name, ToIntFunction<String> scores) throws IOException {
    try (XSSFWorkbook workbook = open(name)) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      for (int i = 1; i <= sheet.getLastRowNum(); i++) {
        XSSFRow row = sheet.getRow(i);
        row.getCell(SCORE).setCellValue(scores.applyAsInt(row.getCell(0).getStringCellValue()));
        row.getCell(TAGS).setCellValue("语气生硬");
      }

      try (OutputStream out = Files.newOutputStream(dir.resolve(name))) {
        workbook.write(out);
      }
    }
  }
}
