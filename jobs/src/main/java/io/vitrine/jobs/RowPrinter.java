package io.vitrine.jobs;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * Prints every row of a result, and only rows. Spark itself turns values into text, so that they
 * look here as they do in any Spark SQL; nested values are JSON.
 */
final class RowPrinter {
  private static final Map<String, String> WITH_NULLS = Map.of("ignoreNullFields", "false");

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
    List<Row> all = texts(rows).collectAsList();
    TextTable table = new TextTable(Arrays.stream(fields).map(StructField::name).toList());
    IntStream.range(0, fields.length)
        .filter(i -> fields[i].dataType() instanceof NumericType)
        .forEach(table::alignRight);
    all.forEach(row -> table.row(cells(row, "NULL").stream().map(RowPrinter::oneLine).toList()));
    table.lines().forEach(out::println);
    return all.size();
  }

  private long printCsv(Dataset<Row> rows) {
    out.println(csvLine(Arrays.asList(rows.columns())));
    long count = 0;
    for (Iterator<Row> all = texts(rows).toLocalIterator(); all.hasNext(); count++) {
      out.println(csvLine(cells(all.next(), null)));
    }
    return count;
  }

  private long printJson(Dataset<Row> rows) {
    Dataset<Row> named = rows.toDF(positions(rows));
    Column[] columns =
        IntStream.range(0, rows.columns().length)
            .mapToObj(i -> col("_" + i).as(rows.columns()[i]))
            .toArray(Column[]::new);
    Dataset<Row> json = named.select(to_json(struct(columns), WITH_NULLS));
    long count = 0;
    for (Iterator<Row> all = json.toLocalIterator(); all.hasNext(); count++) {
      out.println(all.next().getString(0));
    }
    return count;
  }

  /** The same rows with every value as text. Columns are told by position: names may repeat. */
  private static Dataset<Row> texts(Dataset<Row> rows) {
    StructType schema = rows.schema();
    Column[] columns =
        IntStream.range(0, schema.size())
            .mapToObj(i -> text(col("_" + i), schema.apply(i).dataType()))
            .toArray(Column[]::new);
    return rows.toDF(positions(rows)).select(columns);
  }

  private static Column text(Column value, DataType type) {
    if (type instanceof StructType
        || type instanceof ArrayType
        || type instanceof MapType
        || type instanceof VariantType) {
      return to_json(value, WITH_NULLS);
    }
    return type instanceof BinaryType ? base64(value) : value.cast(DataTypes.StringType);
  }

  private static String[] positions(Dataset<Row> rows) {
    return IntStream.range(0, rows.columns().length).mapToObj(i -> "_" + i).toArray(String[]::new);
  }

  private static List<String> cells(Row row, String absent) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.isNullAt(i) ? absent : row.getString(i));
    }
    return cells;
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
