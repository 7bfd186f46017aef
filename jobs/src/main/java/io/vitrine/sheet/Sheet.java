package io.vitrine.sheet;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sheet that people keep.
 *
 * @param source where it was read, for messages
 * @param header the columns' names as they are written; empty where a column has none
 * @param rows those that are not blank, below the header
 */
public record Sheet(String source, List<String> header, List<SheetRow> rows) {

  /**
   * The column that has one of some names; letters count, their case, blanks and signs do not, and
   * what stands in brackets is a remark.
   *
   * @throws VitrineException when several columns have one
   */
  public OptionalInt column(Collection<String> names) {
    Set<String> known = folded(names);
    List<Integer> found =
        IntStream.range(0, header.size())
            .filter(column -> known.contains(folded(header.get(column))))
            .boxed()
            .toList();
    if (found.size() > 1) {
      throw Errors.invalid(
          "Cannot use the sheet " + source,
          "the columns "
              + found.stream().map(this::name).collect(Collectors.joining(" and "))
              + " mean the same",
          "Keep one of them");
    }

    return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of(found.get(0));
  }

  /** Like {@link #column} for a column that must be there. */
  public int requiredColumn(Collection<String> names) {
    return column(names)
        .orElseThrow(
            () ->
                Errors.invalid(
                    "Cannot use the sheet " + source,
                    "it has no column " + names.iterator().next() + ", only " + columns(),
                    "Add the column; it may be called " + String.join(", ", names)));
  }

  /** Every column as {@link #name} says it. */
  public String columns() {
    return IntStream.range(0, header.size())
        .filter(column -> !header.get(column).isEmpty())
        .mapToObj(header::get)
        .collect(Collectors.joining(", "));
  }

  /** A mistake in one cell, said with its row and column. */
  public VitrineException wrong(int row, int column, String reason, String whatToDo) {
    return Errors.invalid(
        "Cannot use the sheet " + source,
        String.format(Locale.ROOT, "row %d, column %s: %s", row, name(column), reason),
        whatToDo);
  }

  /** A column's letter and, where it has one, its name. */
  String name(int column) {
    String name = column < header.size() ? header.get(column) : "";
    return letters(column) + (name.isEmpty() ? "" : " (" + name + ")");
  }

  /** Whether some cells name a column by one of these names. */
  static boolean names(List<String> cells, Collection<String> names) {
    Set<String> known = folded(names);
    return cells.stream().anyMatch(cell -> known.contains(folded(cell)));
  }

  /** The letters by which spreadsheets call a column: A to Z, AA and so on. */
  static String letters(int column) {
    String last = Character.toString((char) ('A' + column % 26));
    return column < 26 ? last : letters(column / 26 - 1) + last;
  }

  private static Set<String> folded(Collection<String> names) {
    return names.stream().map(Sheet::folded).collect(Collectors.toSet());
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("\\(.*?\\)|[^\\p{L}\\p{N}]", "")
        .toLowerCase(Locale.ROOT);
  }

  /** The items of a cell that holds a list, separated as people do, each once. */
  public static List<String> items(String cell) {
    return Stream.of(cell.split("[、，,;；|｜\n]"))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }
}
