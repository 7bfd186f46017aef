package io.vitrine.sheet;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes CSV that spreadsheets open as it was meant: UTF-8 with its mark, and no formulas. */
public final class CsvWriter {
  private static final char MARK = '\uFEFF';
  private static final String BEGINS_FORMULA = "=+-@\t\r";

  private CsvWriter() {}

  /** Writes rows, the header first. A text that a spreadsheet would run gets a {@code '} before. */
  public static void write(Path file, List<List<String>> rows) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(MARK);
      try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.EXCEL)) {
        for (List<String> row : rows) {
          printer.printRecord(row.stream().map(CsvWriter::harmless).toList());
        }
      }
    }
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && BEGINS_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
