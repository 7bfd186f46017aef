package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.json.JsonText;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a warehouse against labels that people gave. */
@Command(
    name = "evaluate",
    header = "Score the tables against human labels.",
    description = {
      "",
      "Category recall is right categories over labelled ones; attribute accuracy is right values"
          + " over labelled values of color and material. A failed or missing row is wrong. Latency"
          + " leaves out the time a picture waited for the engine. Spellings that conf/taxonomy"
          + " says mean the same are the same value. Every metric has a 95 %% interval; all of"
          + " them, also by category and by version of prompt and model, go into the table"
          + " quality, and every labelled value with its answer into the table evaluated.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or input, 4 a metric misses its threshold.",
      "",
      "Example:",
      "  ./vitrine evaluate --warehouse out/tables --gold out/catalogue/gold.csv \\",
      "    --fail-under category_recall=0.95,latency_p95_ms=500"
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

  @Mixin private EvaluateOptions options;

  @Option(
      names = "--fail-under",
      split = ",",
      paramLabel = "METRIC=VALUE",
      description =
          "End with exit code 4 when a metric is worse than this: shares fail under it, times"
              + " (_ms) and mapped_share above it.")
  private Map<String, Double> thresholds = Map.of();

  @Option(
      names = "--gate",
      description =
          "End with exit code 4 when a target of conf/quality.yaml is missed. --fail-under changes"
              + " and adds to them.")
  private boolean gated;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Write the figures to this file as JSON.")
  private Path summary;

  EvaluateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    QualityGate demands = QualityGate.of(thresholds);
    Yardsticks yardsticks = Yardsticks.read(VitrineHome.conf());
    QualityGate targets = yardsticks.targets().with(demands);
    QualityGate gate = gated ? targets : demands;
    if (summary != null) {
      OutputFile.requireWritable("summary", summary);
    }
    SparkSession spark = context.sessions().spark(warehouse.uri(), options.gold());
    String runId = RunId.next(Instant.now());
    Evaluation evaluation;
    try (Progress progress = new ProgressLine(context.console())) {
      progress.phase("evaluating");
      Warehouse tables = Warehouse.existing(spark, warehouse.uri());
      evaluation =
          new AuditRecords(spark, warehouse.uri())
              .during(
                  "evaluate",
                  warehouse.given(),
                  () ->
                      new QualityRecords(tables, yardsticks)
                          .evaluate(GoldLabels.read(spark, options.gold()), runId),
                  done ->
                      gate.misses(done.metrics()).isEmpty()
                          ? AuditEntry.DONE
                          : "quality gate missed");
    }
    List<String> misses = gate.misses(evaluation.metrics());
    EvaluationReport.lines(evaluation, targets).forEach(context.console().results()::println);
    if (summary != null) {
      OutputFile.write(
          "summary",
          summary,
          JsonText.indented(EvaluationSummary.of(evaluation, runId, misses.isEmpty())));
    }
    misses.forEach(miss -> context.console().say("vitrine: quality gate missed: " + miss));
    return (misses.isEmpty() ? Exit.DONE : Exit.QUALITY_GATE).code();
  }
}
