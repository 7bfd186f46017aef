package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.AuditTable;
import io.vitrine.table.Lease;
import io.vitrine.table.Warehouse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the tables' files few, their history short, and the staging area clean. */
@Command(
    name = "maintain",
    header = "Join the tables' small files, and remove old ones.",
    description = {
      "",
      "Every chunk of results adds files to the tables. This joins them (OPTIMIZE), removes files"
          + " that no version within the retention needs (VACUUM), and gives up results that a run"
          + " staged before that and nobody has come to commit. Safe beside a running backfill.",
      ""
    },
    footer = {"", "Example:", "  ./vitrine maintain --warehouse out/tables"},
    mixinStandardHelpOptions = true)
final class MaintainCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

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

  MaintainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Instant forgetBefore =
        forgetAuditDays == null
            ? Instant.EPOCH
            : Instant.now().minus(forgetAuditDays, ChronoUnit.DAYS);
    AuditTable.requireRemovable(forgetBefore);
    Maintenance maintenance = new Maintenance(keepHours);
    VitrineConf conf = VitrineConf.load(Map.of());
    SparkSession spark = context.sessions().spark(warehouse.uri());
    Warehouse place = Warehouse.existing(spark, warehouse.uri());
    List<String> expired;
    TextTable report =
        new TextTable(List.of("table", "files before", "files now")).alignRight(1).alignRight(2);
    try (ProgressLine progress = new ProgressLine(context.console())) {
      for (Maintenance.Maintained table : maintenance.run(place, progress)) {
        report.row(
            List.of(
                table.name(), Long.toString(table.filesBefore()), Long.toString(table.filesNow())));
      }

      expired = maintenance.expire(place, new Lease.Terms(conf.leaseTerm(), conf.leaseUnguarded()));
    }

    context.console().say(report);
    expired.forEach(
        run -> context.console().say("Gave up what run " + run + " had staged and not committed."));
    if (forgetAuditDays != null) {
      place.audit().removeBefore(forgetBefore);
    }

    new AuditRecords(spark, place)
        .add(new AuditEntry("maintain", args(), /* runId= */ null, AuditEntry.DONE));
    return Exit.DONE.code();
  }

  private Map<String, Object> args() {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("warehouse", warehouse.uri());
    args.put("keep_hours", keepHours);
    if (forgetAuditDays != null) {
      args.put("forget_audit_days", forgetAuditDays);
    }

    return args;
  }
}
