package io.vitrine.sheet;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.lang3.StringUtils;

/**
 * CSV as spreadsheets write it: UTF-8, UTF-16 with its mark, or else GB 18030 (which GBK and GB
 * 2312 are part of); separated by commas, semicolons or tabs.
 */
final class CsvSheet {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final String source;

  CsvSheet(String source) {
    this.source = source;
  }

  List<SheetRow> read(byte[] bytes) {
    String text = text(bytes);
    List<SheetRow> rows = new ArrayList<>();
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(text))
            .setIgnoreEmptyLines(false)
            .setTrim(true)
            .get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord record : parser) {
        if (rows.size() == SheetReader.MAX_ROWS) {
          throw wrong("it has more than " + SheetReader.MAX_ROWS + " rows", "Split it", null);
        }

        rows.add(
            new SheetRow(
                (int) record.getRecordNumber(), record.stream().map(String::strip).toList()));
      }
    } catch (IOException | UncheckedIOException e) {
      throw wrong(
          StringUtils.removeEnd(String.valueOf(e.getMessage()), "."),
          "Put quotes around texts that hold the separator, and double the quotes in them",
          e);
    }

    return rows;
  }

  private String text(byte[] bytes) {
    int first = bytes.length > 1 ? (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF) : 0;
    if (first == 0xFEFF || first == 0xFFFE) {
      return new String(bytes, StandardCharsets.UTF_16);
    }

    try {
      return StringUtils.removeStart(decode(bytes, StandardCharsets.UTF_8), "\uFEFF");
    } catch (CharacterCodingException notUtf8) {
      try {
        return decode(bytes, GB18030);
      } catch (CharacterCodingException e) {
        throw wrong("it is neither UTF-8 nor GBK", "Save the sheet as CSV UTF-8", e);
      }
    }
  }

  private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** The one that occurs most in the first line. */
  private static char delimiter(String text) {
    String line = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    char most = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (StringUtils.countMatches(line, candidate) > StringUtils.countMatches(line, most)) {
        most = candidate;
      }
    }

    return most;
  }

  private VitrineException wrong(String reason, String whatToDo, Throwable cause) {
    return Errors.invalid("Cannot read the sheet " + source, reason, whatToDo, cause);
  }
}
