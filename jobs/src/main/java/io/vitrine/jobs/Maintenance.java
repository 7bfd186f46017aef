package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.table.Lease;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * Gives up what runs staged before that age and nobody has come to commit; under the lease, so
   * that no run commits it meanwhile.
   *
   * @return ids of those runs
   * @throws io.vitrine.error.VitrineException when a run is under way, or the staging area cannot
   *     be read
   */
  List<String> expire(Warehouse place, Lease.Terms terms) {
    Instant now = Instant.now();
    Instant since = now.minus(Duration.ofHours(keepHours));
    try {
      if (place.staging().silentSince(since).isEmpty()) {
        return List.of();
      }

      try (Lease lease = place.lease(RunId.next(now), Optional.of("maintain"), terms)) {
        List<String> silent = place.staging().silentSince(since);
        for (String run : silent) {
          lease.check();
          place.staging().close(run);
        }

        return silent;
      }
    } catch (IOException e) {
      throw Errors.failed(
          "Cannot look through what runs have staged in " + place.uri(),
          String.valueOf(e.getMessage()),
          "The tables are maintained; start the command again for the rest",
          e);
    }
  }
}
