package io.vitrine.jobs;

import io.vitrine.table.Views;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Puts a warehouse's tables and views into a session under their own names. */
final class QueryScope {
  private static final Pattern WANTS_ALL = Pattern.compile("(?im)^\\s*(SHOW|DESC|DESCRIBE)\\b");

  private QueryScope() {}

  /**
   * Makes known what the SQL names, and no more: a table's snapshot costs time. A table that does
   * not exist yet has no rows. SQL that looks around gets everything that is there.
   *
   * @throws io.vitrine.error.VitrineException when there is no warehouse
   */
  static void open(SparkSession spark, String warehouse, String sql) {
    Warehouse found = Warehouse.existing(spark, warehouse);
    boolean all = WANTS_ALL.matcher(sql).find();
    for (WarehouseTable table : found.everyTable()) {
      if (names(sql, table.name()) || all && table.exists()) {
        table.read().createOrReplaceTempView(table.name());
      }
    }

    List<String> views = Views.names().stream().filter(view -> all || names(sql, view)).toList();
    found.views().read(views).forEach((name, rows) -> rows.createOrReplaceTempView(name));
  }

  /** The tables and views of a warehouse that some SQL names. */
  static List<String> named(Warehouse warehouse, String sql) {
    return Stream.concat(
            warehouse.everyTable().stream().map(WarehouseTable::name), Views.names().stream())
        .filter(name -> names(sql, name))
        .toList();
  }

  private static boolean names(String sql, String word) {
    return Pattern.compile("(?<!\\w)" + word + "(?!\\w)", Pattern.CASE_INSENSITIVE)
        .matcher(sql)
        .find();
  }
}
