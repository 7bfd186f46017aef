package io.vitrine.rating;

import io.vitrine.sheet.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.util.Units;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes the sheet that a rater fills in: XLSX with pictures and lists to choose from, or CSV where
 * nothing else will do. It says nothing of the prompt or the model that wrote a text.
 */
public final class RatingSheetWriter {
  private static final int TAGS_SHEET_FIRST_ROW = 8;
  private static final float ROW_POINTS = 76;
  private static final int PICTURE_POINTS = 70;

  private final RatingForm form;

  public RatingSheetWriter(RatingForm form) {
    this.form = form;
  }

  /** Writes a rater's sheet; the ending of the file says which kind. */
  public void write(Path file, String rater, List<RatingItem> items) throws IOException {
    if (isWorkbook(file)) {
      try (XSSFWorkbook workbook = new XSSFWorkbook();
          OutputStream out = Files.newOutputStream(file)) {
        fill(workbook, rater, items);
        workbook.write(out);
      }
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(Arrays.stream(RatingColumn.values()).map(RatingColumn::header).toList());
      for (RatingItem item : items) {
        rows.add(
            Arrays.stream(RatingColumn.values()).map(column -> text(column, item, rater)).toList());
      }

      CsvWriter.write(file, rows);
    }
  }

  /** Whether a file is to be XLSX. */
  public static boolean isWorkbook(Path file) {
    return StringUtils.endsWithIgnoreCase(file.toString(), ".xlsx");
  }

  private void fill(XSSFWorkbook workbook, String rater, List<RatingItem> items) {
    XSSFSheet sheet = workbook.createSheet("评分");
    Styles styles = new Styles(workbook);
    XSSFRow header = sheet.createRow(0);
    for (RatingColumn column : RatingColumn.values()) {
      header.createCell(column.ordinal()).setCellValue(column.header());
      header.getCell(column.ordinal()).setCellStyle(styles.header);
      sheet.setColumnWidth(column.ordinal(), column.width() * 256);
    }

    XSSFDrawing drawing = sheet.createDrawingPatriarch();
    for (int i = 0; i < items.size(); i++) {
      RatingItem item = items.get(i);
      XSSFRow row = sheet.createRow(i + 1);
      row.setHeightInPoints(ROW_POINTS);
      for (RatingColumn column : RatingColumn.values()) {
        String text = text(column, item, rater);
        boolean pictured = column == RatingColumn.PICTURE && item.thumbnail() != null;
        row.createCell(column.ordinal()).setCellValue(pictured ? "" : shortened(text));
        row.getCell(column.ordinal()).setCellStyle(column.isAnswer() ? styles.answer : styles.text);
      }

      if (item.thumbnail() != null) {
        int picture = workbook.addPicture(item.thumbnail(), Workbook.PICTURE_TYPE_JPEG);
        drawing.createPicture(anchor(i + 1), picture);
      }
    }

    sheet.createFreezePane(0, 1);
    explain(workbook, styles);
    offer(sheet, items.size());
  }

  /** A square inside the picture's cell. */
  private static ClientAnchor anchor(int row) {
    int column = RatingColumn.PICTURE.ordinal();
    int margin = Units.toEMU((ROW_POINTS - PICTURE_POINTS) / 2);
    int side = margin + Units.toEMU(PICTURE_POINTS);
    ClientAnchor anchor =
        new XSSFClientAnchor(margin, margin, side, side, column, row, column, row);
    anchor.setAnchorType(ClientAnchor.AnchorType.MOVE_DONT_RESIZE);
    return anchor;
  }

  private void explain(XSSFWorkbook workbook, Styles styles) {
    XSSFSheet sheet = workbook.createSheet("说明");
    sheet.setColumnWidth(0, 20 * 256);
    sheet.setColumnWidth(1, 60 * 256);
    line(sheet, 0, "评分 / score", "请只填评分、问题标签、备注三列。Fill in score, tags and comment only.");
    int row = 1;
    for (Map.Entry<Integer, String> score : form.scores().entrySet()) {
      line(sheet, row++, score.getKey().toString(), score.getValue());
    }

    line(sheet, row + 1, "问题标签 / tags", "可填多个，用顿号分隔。Several may be given, with 、 between them.");
    for (int i = 0; i < form.tags().size(); i++) {
      line(sheet, TAGS_SHEET_FIRST_ROW + i, form.tags().get(i), "");
    }

    for (int title : new int[] {0, row + 1}) {
      sheet.getRow(title).getCell(0).setCellStyle(styles.header);
    }
  }

  private static void line(XSSFSheet sheet, int number, String first, String second) {
    XSSFRow row = sheet.createRow(number);
    row.createCell(0).setCellValue(first);
    row.createCell(1).setCellValue(second);
  }

  /** Lists to choose from. A tag outside the list can be typed: several are, in one cell. */
  private void offer(XSSFSheet sheet, int rows) {
    DataValidationHelper helper = sheet.getDataValidationHelper();
    DataValidation score =
        helper.createValidation(
            helper.createExplicitListConstraint(
                form.scores().keySet().stream().map(String::valueOf).toArray(String[]::new)),
            cells(RatingColumn.SCORE, rows));
    score.setErrorStyle(DataValidation.ErrorStyle.STOP);
    score.createErrorBox("评分", "请填 1 到 5 的整数。A whole number from 1 to 5.");
    score.setShowErrorBox(true);
    sheet.addValidationData(score);
    if (!form.tags().isEmpty()) {
      int last = TAGS_SHEET_FIRST_ROW + form.tags().size();
      DataValidation tags =
          helper.createValidation(
              helper.createFormulaListConstraint(
                  "说明!$A$" + (TAGS_SHEET_FIRST_ROW + 1) + ":$A$" + last),
              cells(RatingColumn.TAGS, rows));
      tags.setShowErrorBox(false);
      sheet.addValidationData(tags);
    }
  }

  private static CellRangeAddressList cells(RatingColumn column, int rows) {
    return new CellRangeAddressList(1, Math.max(1, rows), column.ordinal(), column.ordinal());
  }

  private static String text(RatingColumn column, RatingItem item, String rater) {
    return switch (column) {
      case ITEM -> item.id();
      case PICTURE -> item.imageUri();
      case PRODUCT -> item.productId();
      case CHANNEL -> item.channel();
      case TEXT -> item.text();
      case RATER -> rater;
      case SCORE, TAGS, COMMENT -> "";
    };
  }

  private static String shortened(String text) {
    return StringUtils.abbreviate(text, SpreadsheetVersion.EXCEL2007.getMaxTextLength());
  }

  /** The looks of cells; a workbook has one of each. */
  private static final class Styles {
    private final XSSFCellStyle header;
    private final XSSFCellStyle text;
    private final XSSFCellStyle answer;

    Styles(XSSFWorkbook workbook) {
      header = workbook.createCellStyle();
      XSSFFont bold = workbook.createFont();
      bold.setBold(true);
      header.setFont(bold);
      header.setBorderBottom(BorderStyle.THIN);
      text = workbook.createCellStyle();
      text.setWrapText(true);
      text.setVerticalAlignment(VerticalAlignment.CENTER);
      answer = workbook.createCellStyle();
      answer.cloneStyleFrom(text);
      answer.setFillForegroundColor(IndexedColors.LEMON_CHIFFON.getIndex());
      answer.setFillPattern(FillPatternType.SOLID_FOREGROUND);
      answer.setBorderBottom(BorderStyle.HAIR);
    }
  }
}
