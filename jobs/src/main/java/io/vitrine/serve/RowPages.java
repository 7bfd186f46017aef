package io.vitrine.serve;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hive.service.rpc.thrift.TBinaryColumn;
import org.apache.hive.service.rpc.thrift.TBoolColumn;
import org.apache.hive.service.rpc.thrift.TByteColumn;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TDoubleColumn;
import org.apache.hive.service.rpc.thrift.TI16Column;
import org.apache.hive.service.rpc.thrift.TI32Column;
import org.apache.hive.service.rpc.thrift.TI64Column;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TStringColumn;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** An answer in pages, each a list of columns; of a page at most some megabytes are in memory. */
final class RowPages {
  /** Characters and bytes after which a page ends. */
  private static final long MOST_SIZE = 8 << 20;

  private static final int MOST_ROWS = 10_000;

  private final StructType schema;
  private final Iterator<Row> rows;
  private long sent;

  RowPages(Answer answer) {
    this.schema = answer.schema();
    this.rows = answer.rows();
  }

  /** Whether there are rows left; may have Spark compute the next ones. */
  boolean hasMore() {
    return rows.hasNext();
  }

  /** Rows that were given out. */
  long sent() {
    return sent;
  }

  /**
   * The next rows.
   *
   * @param wanted how many the client takes
   */
  TRowSet next(long wanted) {
    List<Row> page = new ArrayList<>();
    long size = 0;
    long most = Math.min(wanted, MOST_ROWS);
    while (page.size() < most && size < MOST_SIZE && rows.hasNext()) {
      Row row = rows.next();
      page.add(row);
      size += size(row);
    }

    TRowSet set = new TRowSet(sent, List.of());
    set.setColumns(
        IntStream.range(0, schema.size())
            .mapToObj(at -> column(page, at, schema.apply(at).dataType()))
            .toList());
    sent += page.size();
    return set;
  }

  private static long size(Row row) {
    long size = 0;
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value instanceof String text) {
        size += text.length();
      } else if (value instanceof byte[] bytes) {
        size += bytes.length;
      }
    }

    return size;
  }

  private static TColumn column(List<Row> page, int at, DataType type) {
    ByteBuffer nulls = nulls(page, at);
    return switch (HiveType.of(type)) {
      case BOOLEAN ->
          TColumn.boolVal(new TBoolColumn(values(page, at, Boolean.class::cast, false), nulls));
      case TINYINT ->
          TColumn.byteVal(new TByteColumn(values(page, at, Byte.class::cast, (byte) 0), nulls));
      case SMALLINT ->
          TColumn.i16Val(new TI16Column(values(page, at, Short.class::cast, (short) 0), nulls));
      case INT -> TColumn.i32Val(new TI32Column(values(page, at, Integer.class::cast, 0), nulls));
      case BIGINT -> TColumn.i64Val(new TI64Column(values(page, at, Long.class::cast, 0L), nulls));
      // by its digits: widened as a number 0.1 would become 0.10000000149011612
      case FLOAT, DOUBLE ->
          TColumn.doubleVal(
              new TDoubleColumn(values(page, at, v -> Double.valueOf(v.toString()), 0.0), nulls));
      case BINARY ->
          TColumn.binaryVal(
              new TBinaryColumn(
                  values(page, at, v -> ByteBuffer.wrap((byte[]) v), ByteBuffer.allocate(0)),
                  nulls));
      default ->
          TColumn.stringVal(new TStringColumn(values(page, at, String.class::cast, ""), nulls));
    };
  }

  private static <T> List<T> values(
      List<Row> page, int at, Function<Object, T> value, T insteadOfNull) {
    return page.stream()
        .map(row -> row.isNullAt(at) ? insteadOfNull : value.apply(row.get(at)))
        .toList();
  }

  /** A bit for each row, the first one the lowest of the first byte. */
  private static ByteBuffer nulls(List<Row> page, int at) {
    BitSet nulls = new BitSet(page.size());
    IntStream.range(0, page.size()).filter(i -> page.get(i).isNullAt(at)).forEach(nulls::set);
    return ByteBuffer.wrap(nulls.toByteArray());
  }
}
