package io.vitrine.jobs;

import io.vitrine.table.AuditTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Option;

/** How a warehouse is maintained, on the command line and in SQL. */
final class MaintainOptions {
  @Option(
      names = "--keep-hours",
      defaultValue = "168",
      paramLabel = "N",
      description =
          "Keep the files of all versions of the last N hours, a week or more (default:"
              + " ${DEFAULT-VALUE}).")
  private int keepHours;

  @Option(
      names = "--forget-audit-days",
      paramLabel = "N",
      description =
          "Remove the rows of the table audit that are older than N days, "
              + AuditTable.KEEP_DAYS
              + " or more; by default none are.")
  private Integer forgetAuditDays;

  /**
   * What is to be done.
   *
   * @throws io.vitrine.error.VitrineException when something must be kept for longer
   */
  Maintenance maintenance() {
    return new Maintenance(
        keepHours,
        forgetAuditDays == null
            ? Instant.EPOCH
            : Instant.now().minus(forgetAuditDays, ChronoUnit.DAYS));
  }
}
