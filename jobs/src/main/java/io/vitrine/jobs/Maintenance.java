package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.util.ArrayList;
import java.util.List;

/** Keeps the tables' files few and their history short. */
final class Maintenance {
  /** As Delta itself has it: below a week, what is under way may lose its files. */
  static final int LEAST_HOURS = 168;

  private final int keepHours;

  /** What became of a table. */
  record Maintained(String name, long filesBefore, long filesNow) {}

  /**
   * @param keepHours age up to which all versions stay whole
   * @throws io.vitrine.error.VitrineException when it is less than a week
   */
  Maintenance(int keepHours) {
    if (keepHours < LEAST_HOURS) {
      throw Errors.invalid(
          "--keep-hours cannot be " + keepHours,
          "queries and runs that are under way need files of that age",
          "Use " + LEAST_HOURS + " or more");
    }

    this.keepHours = keepHours;
  }

  /** Joins small files of every table there is, and removes those that no kept version needs. */
  List<Maintained> run(Warehouse warehouse, Progress progress) {
    List<Maintained> done = new ArrayList<>();
    for (WarehouseTable table : warehouse.everyTable()) {
      if (table.exists()) {
        progress.phase("maintaining " + table.name());
        long before = table.files();
        table.maintain(keepHours);
        done.add(new Maintained(table.name(), before, table.files()));
      }
    }

    return done;
  }
}
