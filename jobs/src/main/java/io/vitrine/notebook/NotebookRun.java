package io.vitrine.notebook;

import io.vitrine.report.Charts;
import io.vitrine.rows.RowTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Runs a notebook's cells in a session, in order, and keeps what a page shows of them. */
public final class NotebookRun {
  /** Rows of one cell on the page; queries for people have fewer. */
  static final int MOST_ROWS = 500;

  private final SparkSession spark;

  public NotebookRun(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What came of one cell.
   *
   * @param text Markdown; empty for statements
   * @param sql the statement; empty for text
   * @param columns of the result; empty where there is none
   * @param numeric for each column whether it holds numbers
   * @param rows values as text, null for null
   * @param more whether the result has further rows
   * @param chart as SVG, where the cell asks for one
   */
  public record Shown(
      String text,
      String sql,
      List<String> columns,
      List<Boolean> numeric,
      List<List<String>> rows,
      boolean more,
      Optional<String> chart) {}

  /**
   * Runs all cells.
   *
   * @throws io.vitrine.error.VitrineException when a cell's chart cannot be drawn
   */
  public List<Shown> run(Notebook notebook) {
    List<Shown> shown = new ArrayList<>();
    for (Notebook.Cell cell : notebook.cells()) {
      shown.add(cell.statement().isEmpty() ? text(cell.text()) : result(cell.statement()));
    }

    return shown;
  }

  private static Shown text(String text) {
    return new Shown(text, "", List.of(), List.of(), List.of(), false, Optional.empty());
  }

  private Shown result(String statement) {
    Optional<ChartRequest> chart = ChartRequest.of(statement);
    Dataset<Row> result = spark.sql(statement);
    StructType schema = result.schema();
    List<String> columns = List.of(schema.fieldNames());
    // a command has run by now and has nothing to show
    List<Row> rows =
        columns.isEmpty()
            ? List.of()
            : RowTexts.of(result, NotebookRun::text).takeAsList(MOST_ROWS + 1);
    boolean more = rows.size() > MOST_ROWS;
    List<List<String>> shown =
        rows.stream().limit(MOST_ROWS).map(row -> RowTexts.cells(row, null)).toList();
    List<Boolean> numeric =
        Arrays.stream(schema.fields()).map(f -> f.dataType() instanceof NumericType).toList();
    return new Shown(
        "", statement, columns, numeric, shown, more, chart.map(c -> draw(c, columns, shown)));
  }

  private static String draw(ChartRequest chart, List<String> columns, List<List<String>> rows) {
    int x = chart.position(chart.x(), columns);
    int y = chart.position(chart.y(), columns);
    List<List<String>> drawn = rows.stream().filter(row -> row.get(y) != null).toList();
    List<String> names = drawn.stream().map(row -> row.get(x) == null ? "–" : row.get(x)).toList();
    List<Double> values = drawn.stream().map(row -> Double.valueOf(row.get(y))).toList();
    return chart.kind() == ChartRequest.Kind.BAR
        ? Charts.bars(names, values)
        : Charts.line(names, values);
  }

  /** Lists of texts are easier to read than as JSON. */
  private static Column text(Column value, DataType type) {
    return type instanceof ArrayType list && list.elementType().equals(DataTypes.StringType)
        ? functions.array_join(value, "、")
        : RowTexts.text(value, type);
  }
}
