package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.privacy.ForbiddenClaims;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Parses the command line and has {@link Enrich} do the work. */
@Command(
    name = "enrich",
    header = "Describe product pictures and commit the answers to tables.",
    description = {
      "",
      "Reads a product-image table (Delta, Parquet, CSV, JSON) or a folder of pictures. Pictures"
          + " whose result still holds are not run again; when nothing is left to do, no model is"
          + " loaded.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, settings or input, 3 too many pictures failed,",
      "4 results miss a target.",
      "",
      "Example:",
      "  ./vitrine enrich --products out/catalogue/products --warehouse out/tables"
    },
    mixinStandardHelpOptions = true)
final class EnrichCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private EnrichOptions options;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "Where the tables are, or are to be made.")
  private String warehouse;

  @Option(
      names = "--gate",
      description =
          "Hold the results against conf/quality.yaml from the first commit on, and end with exit"
              + " code 4 when it is sure that a target is missed.")
  private boolean gated;

  @Option(
      names = "--gold",
      paramLabel = "URI",
      description = "Labels for --gate, as evaluate reads them; without them it looks at times.")
  private String gold;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Write the run's figures to this file as JSON.")
  private Path summary;

  EnrichCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    VitrineConf conf = VitrineConf.load(options.settings());
    EnrichRequest request = options.request(warehouse).summary(summary).build();
    // what can be told without Spark is told at once
    Ask.prompts(conf);
    if (gold != null && !gated) {
      throw Errors.invalid("--gold has no effect", "it is for --gate", "Give both, or neither");
    }

    ForbiddenClaims.load(VitrineHome.conf());
    Yardsticks yardsticks = Yardsticks.read(VitrineHome.conf());
    request.summary().ifPresent(file -> OutputFile.requireWritable("summary", file));
    RunSummary done;
    ChunkGate gate;
    try (RunNotices notices = RunNotices.of(conf, warehouse)) {
      try (Progress progress = new ProgressLine(context.console())) {
        SparkSession spark =
            context.sessions().spark(options.products(), options.images(), warehouse, gold);
        Optional<GoldLabels> labels = Optional.ofNullable(gold).map(g -> GoldLabels.read(spark, g));
        gate = gated ? new ChunkGate(yardsticks, labels) : ChunkGate.open();
        done =
            new AuditRecords(spark, warehouse)
                .duringRun(
                    CommandArguments.given(spec),
                    () -> new Enrich(spark, conf, progress, gate).run(request));
      } catch (RuntimeException e) {
        notices.failed(e);
        throw e;
      }

      if (!request.dryRun()) {
        notices.ended(done);
      }
    }

    RunReport.of(done, warehouse).forEach(context.console()::say);
    gate.misses().forEach(miss -> context.console().say("vitrine: quality gate missed: " + miss));
    return exit(done.status()).code();
  }

  private static Exit exit(String status) {
    return switch (status) {
      case RunSummary.BUDGET_EXCEEDED -> Exit.FAILURE_BUDGET;
      case RunSummary.GATE_MISSED -> Exit.QUALITY_GATE;
      default -> Exit.DONE;
    };
  }
}
