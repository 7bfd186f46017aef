package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.report.CostAssumptions;
import io.vitrine.report.ReportPage;
import io.vitrine.report.ReportRequest;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what the tables say as a page for people who decide. */
@Command(
    name = "report",
    header = "Write a report on the tables as one HTML file.",
    description = {
      "",
      "Quality against the targets of conf/quality.yaml, mistakes, time per picture, throughput,"
          + " failures, versions, examples and cost, in Chinese and English. Accuracy is that of"
          + " the newest evaluation. The page needs no network and no script, prints as it stands,"
          + " and shows the query behind every figure.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine report --warehouse out/tables --gold out/catalogue/gold.csv --out report.html"
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The page to write; one that is there is replaced.")
  private Path out;

  @Option(
      names = "--gold",
      paramLabel = "URI",
      description = "Labels: evaluate with them first, as ./vitrine evaluate does.")
  private String gold;

  @Option(
      names = "--cost",
      paramLabel = "FILE",
      description = "Wages and prices (default: conf/cost.yaml).")
  private Path cost;

  ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OutputFile.requireWritable("report", out);
    Yardsticks yardsticks = Yardsticks.read(VitrineHome.conf());
    CostAssumptions assumed = cost == null ? yardsticks.cost() : CostAssumptions.read(cost);
    SparkSession spark = context.sessions().spark(warehouse.uri(), gold);
    try (Progress progress = new ProgressLine(context.console())) {
      Warehouse tables = Warehouse.existing(spark, warehouse.uri());
      if (gold != null) {
        progress.phase("evaluating");
        evaluate(tables, yardsticks);
      }

      progress.phase("reporting");
      write(tables, warehouse.uri(), yardsticks.with(assumed), out);
    }
    context.console().results().println(out);
    return Exit.DONE.code();
  }

  private void evaluate(Warehouse tables, Yardsticks yardsticks) {
    new AuditRecords(tables.spark(), tables.uri())
        .during(
            "report",
            warehouse.given(),
            () ->
                new QualityRecords(tables, yardsticks)
                    .evaluate(GoldLabels.read(tables.spark(), gold), RunId.next(Instant.now())));
  }

  /**
   * Writes what the tables say now.
   *
   * @param name of the warehouse, as the page shows it
   */
  static void write(Warehouse tables, String name, Yardsticks yardsticks, Path out) {
    Results results = Results.held(tables);
    String page =
        ReportPage.render(
            results::sql,
            new ReportRequest(
                name,
                new ReportMeasures(results, yardsticks).all(),
                yardsticks.cost(),
                Minute.now(),
                Version.text()));
    OutputFile.write("report", out, page);
  }
}
