package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.AuditTable;
import io.vitrine.table.Lease;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the tables' files few, their history short, and the staging area clean. */
final class Maintenance {
  /** As Delta itself has it: below a week, what is under way may lose its files. */
  private static final int LEAST_HOURS = 168;

  private final int keepHours;
  private final Instant forgetAuditBefore;

  /**
   * What became of the tables.
   *
   * @param givenUp ids of runs whose staged results nobody came to commit
   */
  record Done(List<Maintained> tables, List<String> givenUp) {}

  /** What became of a table. */
  record Maintained(String name, long filesBefore, long filesNow) {}

  /**
   * @param keepHours age up to which all versions stay whole
   * @param forgetAuditBefore the rows of {@code audit} before it are removed
   * @throws io.vitrine.error.VitrineException when something must be kept for longer
   */
  Maintenance(int keepHours, Instant forgetAuditBefore) {
    AuditTable.requireRemovable(forgetAuditBefore);
    if (keepHours < LEAST_HOURS) {
      throw Errors.invalid(
          "--keep-hours cannot be " + keepHours,
          "queries and runs that are under way need files of that age",
          "Use " + LEAST_HOURS + " or more");
    }

    this.keepHours = keepHours;
    this.forgetAuditBefore = forgetAuditBefore;
  }

  /**
   * Does all of it, and tells {@code audit} of runs whose drivers ended before they could.
   *
   * @throws io.vitrine.error.VitrineException when a run is under way that others have staged
   *     results beside, or the staging area cannot be read
   */
  Done run(Warehouse warehouse, VitrineConf conf, Progress progress) {
    List<Maintained> tables = compact(warehouse, progress);
    List<String> givenUp =
        giveUp(warehouse, new Lease.Terms(conf.leaseTerm(), conf.leaseUnguarded()));
    new AuditRecords(warehouse.spark(), warehouse.uri()).addRuns();
    if (forgetAuditBefore.isAfter(Instant.EPOCH)) {
      warehouse.audit().removeBefore(forgetAuditBefore);
    }

    return new Done(tables, givenUp);
  }

  /** Joins small files of every table there is, and removes those that no kept version needs. */
  private List<Maintained> compact(Warehouse warehouse, Progress progress) {
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
   */
  private List<String> giveUp(Warehouse place, Lease.Terms terms) {
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
