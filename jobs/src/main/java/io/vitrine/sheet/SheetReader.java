package io.vitrine.sheet;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/**
 * Reads CSV and XLSX, told apart by their bytes. Titles above the header are passed over, cells
 * that are merged below it all hold the value.
 */
public final class SheetReader {
  /** What a spreadsheet can hold. */
  static final int MAX_ROWS = 1 << 20;

  private static final int MAX_BYTES = 256 << 20;
  private static final int HEADER_WITHIN = 20;

  /** As spreadsheets show it, and write it into CSV. */
  private static final Pattern FORMULA_ERROR =
      Pattern.compile("#(NULL!|DIV/0!|VALUE!|REF!|NAME\\?|NUM!|N/A|SPILL!|CALC!|GETTING_DATA)");

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  private final String source;
  private final Collection<String> key;

  /**
   * A reader of one sheet.
   *
   * @param source where it lies, for messages
   * @param key names of a column by which the header is told from titles; the first is its own
   */
  public SheetReader(String source, Collection<String> key) {
    this.source = source;
    this.key = key;
  }

  /** The rows of a file before anything is made of them, and its merged cells. */
  record Raw(List<SheetRow> rows, List<Merged> merged) {}

  /** A rectangle of cells that are one; rows from 1, columns from 0, ends included. */
  record Merged(int firstRow, int lastRow, int firstColumn, int lastColumn) {}

  /**
   * Reads the sheet.
   *
   * @throws VitrineException when it is no such file, has no header, or its cells cannot be told
   *     apart, with row and column
   */
  public Sheet read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw unreadable("it is larger than 256 MB", "Split it");
    }

    if (startsWith(bytes, OLE)) {
      throw unreadable(
          "it is an .xls file, or one with a password", "Save it as .xlsx without a password");
    }

    return sheet(
        startsWith(bytes, ZIP)
            ? new XlsxSheet(source, key).read(bytes)
            : new Raw(new CsvSheet(source).read(bytes), List.of()));
  }

  private Sheet sheet(Raw raw) {
    int header = header(raw.rows());
    SheetRow names = raw.rows().get(header);
    int width = names.cells().size();
    while (width > 0 && names.cell(width - 1).isEmpty()) {
      width--;
    }

    Sheet named = new Sheet(source, List.copyOf(names.cells().subList(0, width)), List.of());
    requireSingle(named, names.number(), raw.merged());
    List<List<String>> cells = new ArrayList<>();
    List<SheetRow> rows = raw.rows().subList(header + 1, raw.rows().size());
    for (SheetRow row : rows) {
      cells.add(cells(named, row, width));
    }

    unmerge(rows, cells, raw.merged(), names.number());
    List<SheetRow> kept = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (cells.get(i).stream().anyMatch(cell -> !cell.isEmpty())) {
        kept.add(new SheetRow(rows.get(i).number(), List.copyOf(cells.get(i))));
      }
    }

    return new Sheet(source, named.header(), List.copyOf(kept));
  }

  private int header(List<SheetRow> rows) {
    for (int i = 0; i < Math.min(rows.size(), HEADER_WITHIN); i++) {
      if (Sheet.names(rows.get(i).cells(), key)) {
        return i;
      }
    }

    String own = key.iterator().next();
    throw unreadable(
        rows.isEmpty()
            ? "it is empty"
            : "no column is called "
                + own
                + "; row "
                + rows.get(0).number()
                + " holds "
                + String.join(", ", rows.get(0).cells()),
        "Add a header line with a column " + own + " (or " + others() + ")");
  }

  private String others() {
    return String.join(", ", key.stream().skip(1).toList());
  }

  /** A name that stands over several columns names none of them. */
  private static void requireSingle(Sheet named, int header, List<Merged> merged) {
    for (Merged cell : merged) {
      if (cell.firstRow() <= header
          && header <= cell.lastRow()
          && cell.firstColumn() < cell.lastColumn()) {
        throw named.wrong(
            header,
            cell.firstColumn(),
            "the header is merged with column " + Sheet.letters(cell.lastColumn()),
            "Split the cell and give each column its name");
      }
    }
  }

  private static List<String> cells(Sheet named, SheetRow row, int width) {
    List<String> cells = new ArrayList<>(width);
    for (int column = 0; column < Math.max(width, row.cells().size()); column++) {
      String cell = column < row.cells().size() ? row.cell(column) : "";
      if (column < width) {
        cells.add(cell);
      } else if (!cell.isEmpty()) {
        throw named.wrong(
            row.number(),
            column,
            "\"" + StringUtils.abbreviate(cell, 20) + "\" stands beyond the last named column",
            "Name the column; in CSV put quotes around texts that hold the separator");
      }

      String plain = StringUtils.removeStart(cell, XlsxSheet.ERROR);
      if (FORMULA_ERROR.matcher(plain).matches()) {
        throw named.wrong(
            row.number(),
            column,
            "its formula gives " + plain,
            "Correct the formula or clear the cell");
      }
    }

    return cells;
  }

  private static void unmerge(
      List<SheetRow> rows, List<List<String>> cells, List<Merged> merged, int header) {
    int[] numbers = rows.stream().mapToInt(SheetRow::number).toArray();
    for (Merged region : merged) {
      int first = Arrays.binarySearch(numbers, region.firstRow());
      if (region.firstRow() <= header || first < 0) {
        continue;
      }

      for (int i = first; i < numbers.length && numbers[i] <= region.lastRow(); i++) {
        List<String> row = cells.get(i);
        for (int c = region.firstColumn(); c <= region.lastColumn() && c < row.size(); c++) {
          row.set(c, cells.get(first).get(region.firstColumn()));
        }
      }
    }
  }

  private VitrineException unreadable(String reason, String whatToDo) {
    return Errors.invalid("Cannot read the sheet " + source, reason, whatToDo);
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }
}
