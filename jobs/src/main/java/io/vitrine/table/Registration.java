package io.vitrine.table;

import io.vitrine.error.Errors;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A warehouse's tables and views in a database of the session's catalogue, where every other
 * session of that catalogue finds them. Tables stay where they are; the catalogue knows their
 * place.
 */
public final class Registration {
  private final SparkSession spark;
  private final Warehouse warehouse;

  public Registration(SparkSession spark, Warehouse warehouse) {
    // a session of its own: temporary views of the caller's must not get into what is registered
    this.spark = spark.newSession();
    this.warehouse = warehouse;
  }

  /**
   * Creates the tables that do not exist yet, and registers all tables and views. May be repeated.
   *
   * @param database is created where it does not exist
   * @return names of what is registered, in order
   * @throws io.vitrine.error.VitrineException when the database has a table of the same name that
   *     lies elsewhere
   */
  public List<String> register(String database) {
    spark.sql("CREATE DATABASE IF NOT EXISTS `" + database + "`");
    spark.catalog().setCurrentDatabase(database);
    List<String> names = new ArrayList<>();
    for (WarehouseTable table : warehouse.everyTable()) {
      table.create();
      table.upgrade();
      register(database, table);
      names.add(table.name());
    }

    Views.inOrder()
        .forEach(
            (name, text) -> {
              spark.sql("CREATE OR REPLACE VIEW `" + name + "` AS\n" + text);
              names.add(name);
            });
    return names;
  }

  private void register(String database, WarehouseTable table) {
    if (!spark.catalog().tableExists(database, table.name())) {
      spark.sql(
          String.format(
              "CREATE TABLE `%s` USING delta LOCATION '%s'",
              table.name(), table.location().replace("'", "\\'")));
      return;
    }

    String place =
        spark.sql("DESCRIBE DETAIL `" + table.name() + "`").select("location").head().getString(0);
    if (!new Path(place).equals(new Path(table.location()))) {
      throw Errors.invalid(
          "Cannot register the table " + table.name(),
          "the database " + database + " has one of that name at " + place,
          "Name another database with --database");
    }
  }
}
