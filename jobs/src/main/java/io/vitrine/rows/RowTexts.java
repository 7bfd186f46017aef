package io.vitrine.rows;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * Rows as texts. Spark itself turns values into text, so that they look as they do in any Spark
 * SQL. Columns are told by position, because their names may repeat.
 */
public final class RowTexts {
  /** For JSON of nested values. */
  public static final Map<String, String> WITH_NULLS = Map.of("ignoreNullFields", "false");

  private RowTexts() {}

  /** The same rows with every value as text: nested ones are JSON, bytes Base64. */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return of(rows, RowTexts::text);
  }

  /** The same rows with every value as a function of it and its type. */
  public static Dataset<Row> of(Dataset<Row> rows, BiFunction<Column, DataType, Column> text) {
    StructType schema = rows.schema();
    Column[] columns =
        IntStream.range(0, schema.size())
            .mapToObj(i -> text.apply(col("_" + i), schema.apply(i).dataType()))
            .toArray(Column[]::new);
    return byPosition(rows).select(columns);
  }

  /** The same rows with columns {@code _0}, {@code _1} and so on. */
  public static Dataset<Row> byPosition(Dataset<Row> rows) {
    return rows.toDF(
        IntStream.range(0, rows.columns().length).mapToObj(i -> "_" + i).toArray(String[]::new));
  }

  /** A value of a type as text. */
  public static Column text(Column value, DataType type) {
    if (type instanceof StructType
        || type instanceof ArrayType
        || type instanceof MapType
        || type instanceof VariantType) {
      return to_json(value, WITH_NULLS);
    }

    return type instanceof BinaryType ? base64(value) : value.cast(DataTypes.StringType);
  }

  /** The texts of one of those rows. */
  public static List<String> cells(Row row, String insteadOfNull) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.isNullAt(i) ? insteadOfNull : row.getString(i));
    }

    return cells;
  }
}
