package io.vitrine.serve;

import io.vitrine.rows.RowTexts;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What a statement, or a question about tables, is answered with.
 *
 * @param schema the columns under Spark's types, which clients are told of
 * @param rows values as they are sent: of a type that {@link HiveType#isText} their text
 */
record Answer(StructType schema, Iterator<Row> rows) {
  /** Rows that are there already. */
  static Answer of(StructType schema, List<Row> rows) {
    return new Answer(schema, rows.iterator());
  }

  /**
   * The rows of a query, brought here one partition after the other. Spark itself turns values into
   * text; nested ones are JSON.
   */
  static Answer of(Dataset<Row> query) {
    return new Answer(query.schema(), RowTexts.of(query, Answer::sent).toLocalIterator());
  }

  private static Column sent(Column value, DataType type) {
    return HiveType.of(type).isText() ? RowTexts.text(value, type) : value;
  }
}
