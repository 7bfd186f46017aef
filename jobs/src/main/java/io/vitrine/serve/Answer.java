package io.vitrine.serve;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * What a statement, or a question about tables, is answered with.
 *
 * @param schema the columns under Spark's types, which clients are told of
 * @param rows values as they are sent: of a type that {@link HiveType#isText} their text
 */
record Answer(StructType schema, Iterator<Row> rows) {
  private static final Map<String, String> WITH_NULLS = Map.of("ignoreNullFields", "false");

  /** Rows that are there already. */
  static Answer of(StructType schema, List<Row> rows) {
    return new Answer(schema, rows.iterator());
  }

  /**
   * The rows of a query, brought here one partition after the other. Spark itself turns values into
   * text; nested ones are JSON.
   */
  static Answer of(Dataset<Row> query) {
    StructType schema = query.schema();
    // names may repeat
    String[] places =
        IntStream.range(0, schema.size()).mapToObj(i -> "_" + i).toArray(String[]::new);
    Column[] columns =
        IntStream.range(0, schema.size())
            .mapToObj(i -> sent(col(places[i]), schema.apply(i).dataType()))
            .toArray(Column[]::new);
    return new Answer(schema, query.toDF(places).select(columns).toLocalIterator());
  }

  private static Column sent(Column value, DataType type) {
    HiveType known = HiveType.of(type);
    if (known.isNested() || type instanceof VariantType) {
      return to_json(value, WITH_NULLS);
    }

    return known.isText() ? value.cast(DataTypes.StringType) : value;
  }
}
