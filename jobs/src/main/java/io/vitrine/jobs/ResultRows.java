package io.vitrine.jobs;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** The result of a procedure: a few rows on the driver. */
final class ResultRows implements LocalScan {
  private final StructType schema;
  private final List<Row> rows;

  ResultRows(StructType schema, List<Row> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public InternalRow[] rows() {
    Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(schema);
    return rows.stream().map(row -> (InternalRow) converter.apply(row)).toArray(InternalRow[]::new);
  }
}
