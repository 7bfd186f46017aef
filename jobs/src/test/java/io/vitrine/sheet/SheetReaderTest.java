package io.vitrine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.VitrineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFRow;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class SheetReaderTest {
  private static final List<String> IDS = List.of("product_id", "商品ID");
  private static final List<String> COLORS = List.of("color", "颜色");

  @Test
  void gbkIsReadWhereTheBytesAreNotUtf8() throws IOException {
    Sheet sheet = read("商品ID,颜色\nA,藏青\n".getBytes(Charset.forName("GBK")));

    assertThat(sheet.rows().get(0).cell(sheet.requiredColumn(COLORS))).isEqualTo("藏青");
  }

  @Test
  void whatIsNoTextAtAllIsRefused() {
    assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xFF, (byte) 0xFF, '\n'}))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("neither UTF-8 nor GBK");
  }

  @Test
  void headersAreReadAsPeopleWriteThem() throws IOException {
    Sheet sheet = csv("\uFEFF Product ID * ;颜色（必填）\nA;红色\n");

    assertThat(sheet.requiredColumn(IDS)).isZero();
    assertThat(sheet.requiredColumn(COLORS)).isEqualTo(1);
  }

  @Test
  void twoColumnsThatMeanTheSameAreRefused() throws IOException {
    Sheet sheet = csv("product_id,color,颜色\nA,x,y\n");

    assertThatThrownBy(() -> sheet.column(COLORS))
        .hasMessageContaining("B (color) and C (颜色) mean the same");
  }

  @Test
  void aCellBeyondTheHeaderIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> csv("product_id,color\nA,红色\nB,红色,白色\n"))
        .hasMessageContaining("row 3, column C: \"白色\"");
  }

  @Test
  void quotedTextsKeepSeparatorsAndLineBreaks() throws IOException {
    Sheet sheet = csv("product_id,color\nA,\"红色,\n白色\"\nB,黑色\n");

    assertThat(sheet.rows().get(0).cell(1)).isEqualTo("红色,\n白色");
    assertThat(sheet.rows().get(1).number()).isEqualTo(3);
  }

  @Test
  void anOpenQuoteIsRefusedWithItsLine() {
    assertThatThrownBy(() -> csv("product_id,color\nA,\"红色\n"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("gold");
  }

  @Test
  void aSheetWithoutTheKeyColumnSaysWhatItHolds() {
    assertThatThrownBy(() -> csv("sku no,color\nA,红色\n"))
        .hasMessageContaining("no column is called product_id")
        .hasMessageContaining("sku no, color");
  }

  @Test
  void titlesAboveTheHeaderArePassedOverAndBarCodesWrittenOut() throws IOException {
    Sheet sheet =
        xlsx(
            s -> {
              row(s, 0, "商品标签表");
              s.addMergedRegion(new CellRangeAddress(0, 0, 0, 1));
              row(s, 2, "商品ID", "颜色");
              row(s, 3, "", "红色").getCell(0).setCellValue(6901234567892.0);
            });

    assertThat(sheet.rows()).containsExactly(new SheetRow(4, List.of("6901234567892", "红色")));
  }

  @Test
  void cellsMergedBelowTheHeaderAllHoldTheValue() throws IOException {
    Sheet sheet =
        xlsx(
            s -> {
              row(s, 0, "商品ID", "颜色");
              row(s, 1, "A", "红色");
              row(s, 2, "B");
              row(s, 3, "C", "黑色");
              s.addMergedRegion(new CellRangeAddress(1, 2, 1, 1));
            });

    assertThat(sheet.rows()).extracting(row -> row.cell(1)).containsExactly("红色", "红色", "黑色");
  }

  @Test
  void aHeaderMergedOverColumnsIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () ->
                xlsx(
                    s -> {
                      row(s, 0, "商品ID", "属性");
                      row(s, 1, "A", "红色", "棉");
                      s.addMergedRegion(new CellRangeAddress(0, 0, 1, 2));
                    }))
        .hasMessageContaining("row 1, column B (属性)")
        .hasMessageContaining("merged with column C");
  }

  @Test
  void aFormulaThatFailedIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () ->
                xlsx(
                    s -> {
                      row(s, 0, "商品ID", "颜色");
                      XSSFCell cell = row(s, 1, "A").createCell(1, CellType.FORMULA);
                      cell.setCellFormula("1/0");
                      s.getWorkbook().getCreationHelper().createFormulaEvaluator().evaluateAll();
                    }))
        .hasMessageContaining("row 2, column B (颜色): its formula gives #DIV/0!");
  }

  @Test
  void aFormulaThatFailedBeforeTheSheetWasSavedAsCsvIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> csv("商品ID,颜色\nA,红色\nB,#N/A\n"))
        .hasMessageContaining("row 3, column B (颜色): its formula gives #N/A");
  }

  @Test
  void twoHundredThousandRowsAreRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SXSSFWorkbook book = new SXSSFWorkbook()) {
      SXSSFSheet sheet = book.createSheet();
      for (int i = 0; i <= 200_000; i++) {
        SXSSFRow row = sheet.createRow(i);
        row.createCell(0).setCellValue(i == 0 ? "商品ID" : "P" + i);
        row.createCell(1).setCellValue(i == 0 ? "颜色" : "红色");
      }

      book.write(bytes);
    }

    Sheet sheet = read(bytes.toByteArray());

    assertThat(sheet.rows()).hasSize(200_000);
    assertThat(sheet.rows().get(199_999))
        .isEqualTo(new SheetRow(200_001, List.of("P200000", "红色")));
  }

  @Test
  void aBrokenWorkbookIsRefused() {
    assertThatThrownBy(() -> read("PK\u0003\u0004 and nothing".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(VitrineException.class);
  }

  @Test
  void anOldWorkbookIsRefused() {
    assertThatThrownBy(() -> read(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}))
        .hasMessageContaining(".xls");
  }

  private static XSSFRow row(XSSFSheet sheet, int number, String... cells) {
    XSSFRow row = sheet.createRow(number);
    for (int i = 0; i < cells.length; i++) {
      row.createCell(i).setCellValue(cells[i]);
    }

    return row;
  }

  private static Sheet xlsx(Consumer<XSSFSheet> fill) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      fill.accept(book.createSheet());
      book.write(bytes);
    }

    return read(bytes.toByteArray());
  }

  private static Sheet csv(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Sheet read(byte[] bytes) throws IOException {
    return new SheetReader("gold", IDS).read(new ByteArrayInputStream(bytes));
  }
}
