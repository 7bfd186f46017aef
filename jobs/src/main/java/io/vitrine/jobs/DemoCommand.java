package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole way once, on pictures that need no download. */
@Command(
    name = "demo",
    header = "See the whole way: render, enrich, evaluate, report.",
    description = {
      "",
      "Renders a sample catalogue, has the embedded model describe it, holds the answers against"
          + " the catalogue's gold labels, and says where the tables are.",
      ""
    },
    footer = {"", "Example:", "  ./vitrine demo"},
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /** Of a catalogue that no model was trained on. */
  private static final long SEED = 618_618;

  private static final String SOME =
      """
      SELECT a.product_id, a.category, a.color, a.material, c.text AS marketing_copy
      FROM v_attributes a JOIN v_copy c USING (product_id, image_uri)
      WHERE c.channel = 'detail' ORDER BY a.product_id LIMIT 5\
      """;

  private final CommandContext context;

  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      description =
          "Where the tables are to be; the catalogue goes into its folder _catalogue and is used"
              + " again the next time (default: .vitrine/demo/tables, made anew each time).")
  private String warehouse;

  @Option(
      names = "--products",
      defaultValue = "200",
      paramLabel = "N",
      description = "How many products (default: ${DEFAULT-VALUE}).")
  private int products;

  DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Catalogue.requirePossible(products, /* faults= */ 0);
    VitrineConf conf = VitrineConf.load(Map.of());
    Ask.prompts(conf);
    Yardsticks yardsticks = Yardsticks.read(VitrineHome.conf());
    SparkSession spark = context.sessions().spark(warehouse);
    // a broken model is told before anything is rendered
    Ask.of(conf, spark.sessionState().newHadoopConf());
    String tables = warehouse == null ? freshFolder() : warehouse;
    Catalogue catalogue = new Catalogue(tables + "/_catalogue", products, SEED, /* faults= */ 0);
    RunSummary run;
    Evaluation evaluation;
    Path page;
    try (ProgressLine progress = new ProgressLine(context.console())) {
      CatalogueWriter writer = new CatalogueWriter(spark, progress);
      if (!writer.isWritten(catalogue)) {
        writer.write(catalogue);
      }
      AuditRecords audit = new AuditRecords(spark, tables);
      Map<String, Object> given = Map.of("warehouse", tables, "products", products);
      run =
          audit.duringRun(
              given,
              () ->
                  new Enrich(spark, conf, progress)
                      .run(EnrichRequest.of(catalogue.productsTable(), tables)));
      progress.phase("evaluating");
      Warehouse filled = Warehouse.existing(spark, tables);
      evaluation =
          audit.during(
              "demo",
              given,
              () ->
                  new QualityRecords(filled, yardsticks)
                      .evaluate(
                          GoldLabels.read(spark, catalogue.gold()), RunId.next(Instant.now())),
              done -> AuditEntry.DONE);
      progress.phase("reporting");
      page = page(tables);
      ReportCommand.write(filled, tables, yardsticks, page);
    }
    report(spark, tables, run, EvaluationReport.lines(evaluation, yardsticks.targets()));
    context.console().results().println("Report:    " + page);
    return (run.status().equals(RunSummary.OK) ? Exit.DONE : Exit.FAILURE_BUDGET).code();
  }

  private void report(SparkSession spark, String tables, RunSummary run, List<String> evaluation) {
    var out = context.console().results();
    RunReport.figures(run).lines().forEach(out::println);
    out.println();
    evaluation.forEach(out::println);
    out.println();
    QueryScope.open(spark, tables, SOME);
    new RowPrinter(RowFormat.TABLE, out).print(spark.sql(SOME));
    out.println();
    out.println("Tables:    " + tables + "  (attributes, copy, metrics, runs)");
    out.println("Pictures:  " + tables + "/_catalogue/images");
    out.println("Next:      ./vitrine sql --warehouse " + tables + " \\");
    out.println(
        "             \"SELECT category, count(*) AS products FROM attributes GROUP BY category"
            + " ORDER BY products DESC\"");
  }

  /** Beside the tables of the demo's own folder; in the folder we are in for any other place. */
  private Path page(String tables) {
    return warehouse == null
        ? Path.of(tables).resolveSibling("report.html")
        : Path.of("vitrine-report.html");
  }

  /** Nobody else's folder, so that it can be emptied; named as short as it can be from here. */
  private static String freshFolder() {
    Path demo = VitrineHome.directory().toAbsolutePath().resolve(".vitrine/demo");
    try {
      FileUtils.deleteDirectory(demo.toFile());
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot empty " + demo,
          String.valueOf(e.getMessage()),
          "Remove it, or use --warehouse",
          e);
    }
    Path tables = demo.resolve("tables");
    Path here = Path.of("").toAbsolutePath();
    return (tables.startsWith(here) ? here.relativize(tables) : tables).toString();
  }
}
