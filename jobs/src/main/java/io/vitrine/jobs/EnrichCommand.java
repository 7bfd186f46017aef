package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.privacy.ForbiddenClaims;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--products",
      required = true,
      paramLabel = "URI",
      description = "The product-image table, or a folder of pictures.")
  private String products;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "Where the tables are, or are to be made.")
  private String warehouse;

  @Option(
      names = "--images",
      paramLabel = "URI",
      description =
          "Folder that relative image URIs are relative to; by default the one that holds the"
              + " products table.")
  private String images;

  @Option(
      names = "--model",
      paramLabel = "URI",
      description = "The model bundle: a name that comes with Vitrine, a path or a URI.")
  private String model;

  @Option(
      names = "--prompt",
      paramLabel = "ID",
      description =
          "The prompt that fills attributes: its id, or ID@VERSION; by default the one promoted in"
              + " the warehouse, or else product.")
  private String prompt;

  @Option(
      names = "--channels",
      paramLabel = "A,B",
      description =
          "Further channels of copy to write, such as title,short, or versions of their prompts,"
              + " such as title@2.")
  private String channels;

  @Option(
      names = "--run-key",
      paramLabel = "KEY",
      description = "Names the logical run, such as a scheduler's run id; kept in the table runs.")
  private String runKey;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Try at most this many pictures; the others are left for another run.")
  private Long limit;

  @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--retry-failed",
      description = "Try pictures with a known permanent fault again.")
  private boolean retryFailed;

  @Option(
      names = "--max-failed-fraction",
      paramLabel = "F",
      description =
          "End with exit code 3 when a larger share than this of the pictures tried failed; counted"
              + " from 20 pictures on.")
  private String maxFailedFraction;

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
    if (limit != null && limit < 1) {
      throw Errors.invalid(
          "--limit cannot be " + limit, "it is a number of pictures", "Use 1 or more");
    }

    VitrineConf conf = VitrineConf.load(settings());
    EnrichRequest request =
        EnrichRequest.builder(products, warehouse)
            .images(images)
            .runKey(runKey)
            .limit(limit == null ? OptionalLong.empty() : OptionalLong.of(limit))
            .dryRun(dryRun)
            .retryFailed(retryFailed)
            .summary(summary)
            .build();
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
        SparkSession spark = context.sessions().spark(products, images, warehouse, gold);
        Optional<GoldLabels> labels = Optional.ofNullable(gold).map(g -> GoldLabels.read(spark, g));
        gate = gated ? new ChunkGate(yardsticks, labels) : ChunkGate.open();
        done = new Enrich(spark, conf, progress, gate).run(request);
      } catch (RuntimeException e) {
        notices.failed(e);
        // of what was refused before it began there is nothing to tell, nor maybe a place
        if (Failures.known(e).map(VitrineException::exit).orElse(Exit.FAILED) != Exit.INVALID) {
          audit(conf, /* runId= */ null, RunSummary.FAILED);
        }

        throw e;
      }

      if (!dryRun) {
        notices.ended(done);
        audit(conf, done.runId(), done.status());
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

  private void audit(VitrineConf conf, String runId, String outcome) {
    Map<String, Object> args = new LinkedHashMap<>(conf.changed());
    args.put("products", products);
    args.put("warehouse", warehouse);
    args.put("retry_failed", retryFailed);
    if (images != null) {
      args.put("images", images);
    }

    if (limit != null) {
      args.put("limit", limit);
    }

    SparkSession spark = context.sessions().spark();
    new AuditRecords(spark, Warehouse.open(spark, warehouse))
        .add(new AuditEntry("enrich", args, runId, outcome));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(VitrineConf.MODEL_KEY, model);
    settings.put(VitrineConf.PROMPT_KEY, prompt);
    settings.put(VitrineConf.CHANNELS_KEY, channels);
    settings.put(VitrineConf.MAX_FAILED_FRACTION_KEY, maxFailedFraction);
    settings.values().removeIf(value -> value == null);
    return settings;
  }
}
