package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private MaintainOptions options;

  MaintainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Maintenance maintenance = options.maintenance();
    VitrineConf conf = VitrineConf.load(Map.of());
    SparkSession spark = context.sessions().spark(warehouse.uri());
    Warehouse place = Warehouse.existing(spark, warehouse.uri());
    Maintenance.Done done;
    try (ProgressLine progress = new ProgressLine(context.console())) {
      done =
          new AuditRecords(spark, warehouse.uri())
              .during(
                  "maintain",
                  warehouse.given(),
                  () -> maintenance.run(place, conf, progress),
                  tables -> AuditEntry.DONE);
    }

    TextTable report =
        new TextTable(List.of("table", "files before", "files now")).alignRight(1).alignRight(2);
    done.tables()
        .forEach(
            table ->
                report.row(
                    List.of(
                        table.name(),
                        Long.toString(table.filesBefore()),
                        Long.toString(table.filesNow()))));
    context.console().say(report);
    done.givenUp()
        .forEach(
            run ->
                context
                    .console()
                    .say("Gave up what run " + run + " had staged and not committed."));
    return Exit.DONE.code();
  }
}
