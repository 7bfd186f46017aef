package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.json.JsonText;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import io.vitrine.taxonomy.Taxonomy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares two versions of a prompt. */
@Command(
    name = "compare",
    header = "Compare two versions of a prompt on the same pictures.",
    description = {
      "",
      "Pairs the answers to both prompts, picture by picture: with labels what is right, with"
          + " ratings what people think, and how long it took. Each difference has a 95 %% interval"
          + " and a p-value (McNemar's test for right and wrong, Wilcoxon's for ratings, bootstrap"
          + " for the rest), and says how many more pictures or texts would settle it. The answers"
          + " are those that the table metrics keeps: enrich with one prompt, then with the other.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or input.",
      "",
      "Example:",
      "  ./vitrine compare --warehouse out/tables --a product@1 --b product@2 \\",
      "    --gold out/catalogue/gold.csv"
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  private static final Pattern VERSION = Pattern.compile(".+@\\d+");

  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

  @Option(names = "--a", required = true, paramLabel = "PROMPT@N", description = "One prompt.")
  private String a;

  @Option(names = "--b", required = true, paramLabel = "PROMPT@N", description = "The other one.")
  private String b;

  @Option(names = "--gold", paramLabel = "URI", description = "Labels, as evaluate reads them.")
  private String gold;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Write the figures to this file as JSON.")
  private Path summary;

  CompareCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    requireVersion("--a", a);
    requireVersion("--b", b);
    if (a.equals(b)) {
      throw Errors.invalid(
          "Cannot compare " + a + " with itself", "--a and --b are the same", "Name two versions");
    }

    if (summary != null) {
      OutputFile.requireWritable("summary", summary);
    }

    Taxonomy taxonomy = Taxonomy.load(VitrineHome.conf());
    SparkSession spark = context.sessions().spark(warehouse.uri(), gold);
    Comparison comparison;
    try (Progress progress = new ProgressLine(context.console())) {
      progress.phase("comparing");
      Warehouse tables = Warehouse.existing(spark, warehouse.uri());
      Optional<GoldLabels> labels =
          Optional.ofNullable(gold).map(uri -> GoldLabels.read(spark, uri));
      comparison = new Comparer(tables, taxonomy).compare(a, b, labels);
    }

    ComparisonReport.lines(comparison).forEach(context.console().results()::println);
    if (summary != null) {
      OutputFile.write(
          "summary",
          summary,
          JsonText.indented(ComparisonSummary.of(comparison, RunId.next(Instant.now()))));
    }

    return Exit.DONE.code();
  }

  private static void requireVersion(String option, String prompt) {
    if (!VERSION.matcher(prompt).matches()) {
      throw Errors.invalid(
          option + " cannot be " + prompt, "it is an id and a version", "Write it as product@1");
    }
  }
}
