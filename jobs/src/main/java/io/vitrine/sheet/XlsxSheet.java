package io.vitrine.sheet;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.sheet.SheetReader.Merged;
import io.vitrine.sheet.SheetReader.Raw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.UnsupportedFileFormatException;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The first sheet of a workbook that has the key column, read as a stream of cells. */
final class XlsxSheet {
  /** What POI puts before the error of a formula. */
  static final String ERROR = "ERROR:";

  private final String source;
  private final Collection<String> key;

  XlsxSheet(String source, Collection<String> key) {
    this.source = source;
    this.key = key;
  }

  Raw read(byte[] bytes) {
    try (OPCPackage workbook = OPCPackage.open(new ByteArrayInputStream(bytes))) {
      XSSFReader reader = new XSSFReader(workbook);
      ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(workbook);
      Raw first = null;
      for (Iterator<InputStream> sheets = reader.getSheetsData(); sheets.hasNext(); ) {
        try (InputStream sheet = sheets.next()) {
          Raw raw = read(sheet, reader, strings);
          if (raw.rows().stream().anyMatch(row -> Sheet.names(row.cells(), key))) {
            return raw;
          }

          first = first == null ? raw : first;
        }
      }

      if (first == null) {
        throw broken("it holds no sheet", null);
      }

      return first;
    } catch (IOException
        | OpenXML4JException
        | OpenXML4JRuntimeException
        | POIXMLException
        | UnsupportedFileFormatException
        | SAXException
        | ParserConfigurationException e) {
      throw broken("it is no whole XLSX workbook: " + e.getMessage(), e);
    }
  }

  private static Raw read(InputStream sheet, XSSFReader reader, ReadOnlySharedStringsTable strings)
      throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
    Rows rows = new Rows();
    List<Merged> merged = new ArrayList<>();
    XMLReader parser = XMLHelper.newXMLReader();
    parser.setContentHandler(
        new XSSFSheetXMLHandler(
            reader.getStylesTable(), null, strings, rows, new PlainNumbers(), false) {
          @Override
          public void startElement(String uri, String local, String qualified, Attributes values)
              throws SAXException {
            super.startElement(uri, local, qualified, values);
            if (local.equals("mergeCell")) {
              merged.add(merged(values.getValue("ref")));
            }
          }
        });
    parser.parse(new InputSource(sheet));
    return new Raw(rows.rows, merged);
  }

  private static Merged merged(String reference) {
    CellRangeAddress range = CellRangeAddress.valueOf(reference);
    return new Merged(
        range.getFirstRow() + 1,
        range.getLastRow() + 1,
        range.getFirstColumn(),
        range.getLastColumn());
  }

  private VitrineException broken(String reason, Throwable cause) {
    return Errors.invalid(
        "Cannot read the sheet " + source, reason, "Save it again as .xlsx or as CSV UTF-8", cause);
  }

  /** Collects rows of cells. */
  private static final class Rows implements SheetContentsHandler {
    private final List<SheetRow> rows = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();

    @Override
    public void startRow(int row) {
      cells.clear();
    }

    @Override
    public void cell(String reference, String value, XSSFComment comment) {
      int column = reference == null ? cells.size() : new CellReference(reference).getCol();
      while (cells.size() < column) {
        cells.add("");
      }

      cells.add(value == null ? "" : value.strip());
    }

    @Override
    public void endRow(int row) {
      rows.add(new SheetRow(row + 1, List.copyOf(cells)));
    }
  }

  /** Numbers without a format are written out: a bar code is no 6.90123E+12. */
  private static final class PlainNumbers extends DataFormatter {
    PlainNumbers() {
      super(Locale.ROOT);
    }

    @Override
    public String formatRawCellContents(double value, int index, String format) {
      return format == null || format.equals("General")
          ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
          : super.formatRawCellContents(value, index, format);
    }
  }
}
