package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.vitrine.rows.RowTexts;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** Prints every row of a result, and only rows. */
final class RowPrinter {
  private final RowFormat format;
  private final PrintStream out;

  RowPrinter(RowFormat format, PrintStream out) {
    this.format = format;
    this.out = out;
  }

  /** Prints all rows and returns how many there were. */
  long print(Dataset<Row> rows) {
    return switch (format) {
      case TABLE -> printTable(rows);
      case CSV -> printCsv(rows);
      case JSON -> printJson(rows);
    };
  }

  private long printTable(Dataset<Row> rows) {
    StructField[] fields = rows.schema().fields();
    List<Row> all = RowTexts.of(rows).collectAsList();
    TextTable table = new TextTable(Arrays.stream(fields).map(StructField::name).toList());
    IntStream.range(0, fields.length)
        .filter(i -> fields[i].dataType() instanceof NumericType)
        .forEach(table::alignRight);
    all.forEach(
        row -> table.row(RowTexts.cells(row, "NULL").stream().map(RowPrinter::oneLine).toList()));
    table.lines().forEach(out::println);
    return all.size();
  }

  private long printCsv(Dataset<Row> rows) {
    out.println(csvLine(Arrays.asList(rows.columns())));
    long count = 0;
    for (Iterator<Row> all = RowTexts.of(rows).toLocalIterator(); all.hasNext(); count++) {
      out.println(csvLine(RowTexts.cells(all.next(), null)));
    }
    return count;
  }

  private long printJson(Dataset<Row> rows) {
    Dataset<Row> named = RowTexts.byPosition(rows);
    Column[] columns =
        IntStream.range(0, rows.columns().length)
            .mapToObj(i -> col("_" + i).as(rows.columns()[i]))
            .toArray(Column[]::new);
    Dataset<Row> json = named.select(to_json(struct(columns), RowTexts.WITH_NULLS));
    long count = 0;
    for (Iterator<Row> all = json.toLocalIterator(); all.hasNext(); count++) {
      out.println(all.next().getString(0));
    }
    return count;
  }

  private static String csvLine(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : ",").append(csvCell(cells.get(i)));
    }
    return line.toString();
  }

  private static String csvCell(String text) {
    if (text == null) {
      return "";
    }
    boolean plain =
        !text.isEmpty()
            && text.strip().length() == text.length()
            && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", "⏎").replace('\t', ' ');
  }
}
