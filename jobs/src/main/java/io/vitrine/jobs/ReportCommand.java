package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.report.CostAssumptions;
import io.vitrine.report.Query;
import io.vitrine.report.ReportPage;
import io.vitrine.report.ReportRequest;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Views;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what the tables say as a page for people who decide. */
@Command(
    name = "report",
    header = "Write a report on the tables as one HTML file.",
    description = {
      "",
      "Quality against targets, mistakes, time per picture, throughput, failures, versions,"
          + " examples and cost, in Chinese and English. The page needs no network and no script,"
          + " prints as it stands, and shows the query behind every figure.",
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

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The folder that holds the tables.")
  private String warehouse;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The page to write; one that is there is replaced.")
  private Path out;

  @Option(
      names = "--gold",
      paramLabel = "URI",
      description = "Labels as for evaluate; without them the page has no accuracy.")
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
    CostAssumptions assumed = assumed(cost);
    SparkSession spark = context.sessions().spark(warehouse, gold);
    try (Progress progress = new ProgressLine(context.console())) {
      progress.phase("reporting");
      Optional<GoldLabels> labels =
          Optional.ofNullable(gold).map(uri -> GoldLabels.read(spark, uri));
      write(
          spark,
          new ReportRequest(warehouse, Optional.ofNullable(gold), assumed, Version.text()),
          labels,
          out);
    }
    context.console().results().println(out);
    return Exit.DONE.code();
  }

  /** Brings the tables into scope and writes the page. */
  static void write(
      SparkSession spark, ReportRequest request, Optional<GoldLabels> labels, Path out) {
    Warehouse warehouse = Warehouse.existing(spark, request.warehouse());
    warehouse.runs().read().createOrReplaceTempView("runs");
    warehouse.ratings().read().createOrReplaceTempView("ratings");
    warehouse.views().read("v_thumbnails").createOrReplaceTempView("v_thumbnails");
    for (String view : Views.names()) {
      if (Arrays.stream(Query.values()).anyMatch(query -> query.sql().contains(view))) {
        warehouse.views().read(view).createOrReplaceTempView(view);
      }
    }
    labels.ifPresent(known -> known.rows().createOrReplaceTempView("gold"));
    ReportPage.write(spark, request, out);
  }

  /** What is assumed about costs: by default what comes with Vitrine. */
  static CostAssumptions assumed(Path file) {
    return CostAssumptions.read(file == null ? VitrineHome.conf().resolve("cost.yaml") : file);
  }
}
