package io.vitrine.jobs;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A table of text for a terminal; Chinese characters take two columns there. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String> header;
  private final BitSet right = new BitSet();
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  /** Sets a column, counted from 0, flush right, as numbers are. */
  TextTable alignRight(int column) {
    right.set(column);
    return this;
  }

  /** Adds a row with as many cells as the header. */
  TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The lines of the table, header and rule first, without trailing blanks. */
  List<String> lines() {
    int[] widths = new int[header.size()];
    widen(widths, header);
    rows.forEach(row -> widen(widths, row));
    List<String> lines = new ArrayList<>();
    lines.add(line(widths, header));
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("─".repeat(width));
    }
    lines.add(line(widths, rule));
    rows.forEach(row -> lines.add(line(widths, row)));
    return lines;
  }

  /** Columns that a text takes on a terminal. */
  static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int codePoint) {
    int type = UCharacter.getType(codePoint);
    if (type == UCharacterCategory.NON_SPACING_MARK
        || type == UCharacterCategory.ENCLOSING_MARK
        || type == UCharacterCategory.FORMAT
        || type == UCharacterCategory.CONTROL) {
      return 0;
    }
    int eastAsian = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
    return eastAsian == EastAsianWidth.WIDE || eastAsian == EastAsianWidth.FULLWIDTH ? 2 : 1;
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(cells.get(i)));
    }
  }

  private String line(int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(widths[i] - width(cell));
      line.append(right.get(i) ? blanks + cell : cell + blanks).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
