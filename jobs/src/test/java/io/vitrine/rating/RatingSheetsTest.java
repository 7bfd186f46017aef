package io.vitrine.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vitrine.error.VitrineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingSheetsTest {
  private static final RatingForm FORM =
      new RatingForm(
          new TreeMap<>(Map.of(1, "a", 2, "b", 3, "c", 4, "d", 5, "e")),
          List.of("颜色错误", "未提促销", "语气生硬"));
  private static final String HEADER = "编号,评分,问题标签,备注,评分人\n";
  private static final int SCORE = RatingColumn.SCORE.ordinal();

  @TempDir private Path dir;
  private final RatingSheetReader reader = new RatingSheetReader(FORM);

  @Test
  void aWorkbookThatWasFilledInIsReadAsItWasMeant() throws IOException {
    Path file =
        filled(
            sheet -> {
              answer(sheet.getRow(1), 4.0, "", "");
              answer(sheet.getRow(2), 2.0, "颜色错误、语气生硬", "不是蓝色");
            });

    read(file);

    assertThat(reader.ratings())
        .extracting(Rating::item, Rating::rater, Rating::score, Rating::tags, Rating::comment)
        .containsExactly(
            tuple("R1", "小王", 4, List.of(), null),
            tuple("R2", "小王", 2, List.of("颜色错误", "语气生硬"), "不是蓝色"));
  }

  @Test
  void theWorkbookShowsPicturesAndOffersScoresAndTags() throws IOException {
    try (XSSFWorkbook workbook = open(filled(sheet -> {}))) {
      XSSFSheet sheet = workbook.getSheetAt(0);

      assertThat(workbook.getAllPictures()).hasSize(1);
      assertThat(sheet.getDataValidations())
          .extracting(XSSFDataValidation::getRegions)
          .extracting(regions -> regions.getCellRangeAddress(0).formatAsString())
          .containsExactly("F2:F4", "G2:G4");
      assertThat(sheet.getDataValidations().get(1).getValidationConstraint().getFormula1())
          .isEqualTo("说明!$A$9:$A$11");
      assertThat(workbook.getSheet("说明").getRow(8).getCell(0).getStringCellValue())
          .isEqualTo("颜色错误");
    }
  }

  @Test
  void csvCarriesNoFormulaOfATextAndIsReadBack() throws IOException {
    Path file = dir.resolve("s.csv");
    new RatingSheetWriter(FORM).write(file, "小王", items());
    String text = Files.readString(file);

    assertThat(text).startsWith("\uFEFF").contains(",\"'=HYPERLINK(").contains("img/1.jpg");
    read(file);
    assertThat(reader.ratings()).as("nothing is rated yet").isEmpty();
  }

  @Test
  void gbkAndFullWidthDigitsAreRead() throws IOException {
    read("a.csv", (HEADER + "R1,４,未提促销,好,小李\n").getBytes(Charset.forName("GBK")));

    assertThat(reader.ratings().get(0).score()).isEqualTo(4);
    assertThat(reader.ratings().get(0).tags()).containsExactly("未提促销");
  }

  @Test
  void aScoreOf7IsRefusedWithItsRowAndColumn() {
    assertRefused("R1,4,,,甲\nR2,7,,,甲\n", "row 3", "B (评分)", "the score is 7");
  }

  @Test
  void halfAScoreAndAWordAreRefused() {
    assertRefused("R1,4.5,,,甲\n", "row 2", "4.5");
    assertRefused("R1,好,,,甲\n", "row 2", "好");
  }

  @Test
  void aTagThatNobodyKnowsIsRefused() {
    assertRefused("R1,4,颜色错误;太长,,甲\n", "row 2", "C (问题标签)", "'太长'", "未提促销");
  }

  @Test
  void aCommentWithoutAScoreIsRefused() {
    assertRefused("R1,,,糟糕,甲\n", "row 2", "B (评分)", "blank");
  }

  @Test
  void aBlankRaterIsRefused() {
    assertRefused("R1,4,,,\n", "row 2", "E (评分人)", "blank");
  }

  @Test
  void twoScoresOfOneRaterForOneTextAreRefusedWithBothPlaces() {
    assertRefused("R1,4,,,甲\nR1,5,,,甲\n", "row 3", "row 2", "甲 has rated R1 otherwise");
  }

  @Test
  void aMissingColumnIsRefusedByName() {
    assertThatThrownBy(() -> read("a.csv", "编号,问题标签,备注,评分人\nR1,,,甲\n".getBytes("UTF-8")))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("no column score");
  }

  @Test
  void aFormulaErrorAndAMergedHeaderAreRefusedWithTheirCells() throws IOException {
    Path formula = filled(sheet -> sheet.getRow(1).getCell(SCORE).setCellFormula("1/0"));
    assertThatThrownBy(() -> read(evaluated(formula)))
        .hasMessageContaining("row 2, column F (评分 (score))")
        .hasMessageContaining("DIV/0");

    Path merged = filled(sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("F1:G1")));
    assertThatThrownBy(() -> read(merged))
        .hasMessageContaining("row 1")
        .hasMessageContaining("merged with column G");
  }

  @Test
  void twoHundredThousandRowsAreRead() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 200_000; i++) {
      rows.append('R').append(i).append(",3,,,甲\n");
    }

    read("a.csv", rows.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(reader.ratings()).hasSize(200_000);
  }

  private void assertRefused(String rows, String... words) {
    assertThatThrownBy(() -> read("a.csv", (HEADER + rows).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(VitrineException.class)
        .hasMessageContainingAll(words);
  }

  private static List<RatingItem> items() {
    byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
    return List.of(
        new RatingItem("R1", "P1", "img/1.jpg", "detail", "=HYPERLINK(\"x\")", jpeg),
        new RatingItem("R2", "P2", "img/2.jpg", "detail", "这件连衣裙", null),
        new RatingItem("R3", "P3", "img/3.jpg", "detail", "帽子", null));
  }

  private Path filled(Consumer<XSSFSheet> answers) throws IOException {
    Path file = dir.resolve("s.xlsx");
    new RatingSheetWriter(FORM).write(file, "小王", items());
    try (XSSFWorkbook workbook = open(file)) {
      answers.accept(workbook.getSheetAt(0));
      write(workbook, file);
    }

    return file;
  }

  private static void answer(XSSFRow row, double score, String tags, String comment) {
    row.getCell(SCORE).setCellValue(score);
    row.getCell(RatingColumn.TAGS.ordinal()).setCellValue(tags);
    row.getCell(RatingColumn.COMMENT.ordinal()).setCellValue(comment);
  }

  private static Path evaluated(Path file) throws IOException {
    try (XSSFWorkbook workbook = open(file)) {
      workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
      write(workbook, file);
    }

    return file;
  }

  private static void write(XSSFWorkbook workbook, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    workbook.write(bytes);
    Files.write(file, bytes.toByteArray());
  }

  private static XSSFWorkbook open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new XSSFWorkbook(in);
    }
  }

  private void read(Path file) throws IOException {
    read(file.toString(), Files.readAllBytes(file));
  }

  private void read(String name, byte[] bytes) throws IOException {
    reader.read(name, new ByteArrayInputStream(bytes));
  }
}
