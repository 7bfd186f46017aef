package io.vitrine.jobs;

import io.vitrine.table.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What stands in a warehouse's tables. */
record TestTables(SparkSession spark, String warehouse) {

  List<Row> rows(String table) {
    return Warehouse.existing(spark, warehouse).read(table).collectAsList();
  }

  /** The values of a column by product. */
  Map<String, Object> column(String table, String column) {
    Map<String, Object> values = new HashMap<>();
    rows(table).forEach(r -> values.put(r.getAs("product_id"), r.getAs(column)));
    return values;
  }

  /** The rows of those tables as text, in order. */
  Map<String, List<String>> content(String... tables) {
    Map<String, List<String>> content = new HashMap<>();
    for (String table : tables) {
      List<String> rows = new ArrayList<>(rows(table).stream().map(Row::json).toList());
      rows.sort(Comparator.naturalOrder());
      content.put(table, rows);
    }

    return content;
  }
}
