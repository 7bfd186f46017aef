package io.vitrine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which categories are taken for which.
 *
 * @param columns answers, most frequent first; the last may be {@link #OTHERS}
 * @param rows by labelled category, products for each column
 */
public record Matrix(List<String> columns, Map<String, List<Long>> rows) {
  public static final String OTHERS = "…";
  private static final int MOST_COLUMNS = 12;

  /** Products with this label that were given this answer. */
  record Cell(String label, String answer, long products) {}

  static Matrix of(List<Cell> cells) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    Map<String, Long> totals = new HashMap<>();
    for (Cell cell : cells) {
      counts
          .computeIfAbsent(cell.label(), label -> new HashMap<>())
          .merge(cell.answer(), cell.products(), Long::sum);
      totals.merge(cell.answer(), cell.products(), Long::sum);
    }

    // a label's own column stands where its row does, so that what is right is the diagonal
    List<String> columns = new ArrayList<>(counts.keySet());
    totals.keySet().stream()
        .filter(answer -> !counts.containsKey(answer))
        .sorted(
            Comparator.comparing((String answer) -> -totals.get(answer))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_COLUMNS - columns.size())
        .forEach(columns::add);
    boolean others = columns.size() < totals.keySet().size();
    Map<String, List<Long>> rows = new LinkedHashMap<>();
    counts.forEach(
        (label, answers) -> {
          List<Long> row = new ArrayList<>();
          columns.forEach(column -> row.add(answers.getOrDefault(column, 0L)));
          if (others) {
            long all = answers.values().stream().mapToLong(Long::longValue).sum();
            row.add(all - row.stream().mapToLong(Long::longValue).sum());
          }

          rows.put(label, row);
        });
    if (others) {
      columns.add(OTHERS);
    }

    return new Matrix(columns, rows);
  }

  /** How dark a cell is, 0 to 1: its share of its row. */
  public double shade(String label, int column) {
    List<Long> row = rows.get(label);
    return (double) row.get(column) / row.stream().mapToLong(Long::longValue).sum();
  }
}
