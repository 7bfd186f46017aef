package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.rating.RatingForm;
import io.vitrine.rating.RatingItem;
import io.vitrine.rating.RatingShares;
import io.vitrine.rating.RatingSheetWriter;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.CopyTable;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes sheets on which people rate texts. */
@Command(
    name = "export",
    header = "Write sheets on which people rate texts.",
    description = {
      "",
      "Takes texts at random that nobody has rated yet, and writes one sheet for each rater:"
          + " picture, text, and blank columns for a score from 1 to 5, tags and a comment. A sheet"
          + " does not say which prompt wrote a text; the table rating_items does.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine ratings export --warehouse out/tables --out sheet.xlsx \\",
      "    --raters 小王,小李 --per-rater 50 --overlap 20"
    },
    mixinStandardHelpOptions = true)
final class RatingsExportCommand implements Callable<Integer> {
  /** More than a person rates, and less than a workbook with pictures can hold. */
  private static final int MOST_PER_RATER = 5_000;

  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The sheet to write, .xlsx or .csv; with several raters their names are put before the"
              + " ending. CSV has the pictures' addresses only.")
  private Path out;

  @Option(
      names = "--channel",
      defaultValue = CopyTable.DETAIL,
      paramLabel = "NAME",
      description = "The channel whose texts are rated (default: ${DEFAULT-VALUE}).")
  private String channel;

  @Option(
      names = "--raters",
      split = ",",
      defaultValue = "rater",
      paramLabel = "NAME",
      description = "Who rates, with commas between the names (default: ${DEFAULT-VALUE}).")
  private List<String> raters;

  @Option(
      names = "--per-rater",
      defaultValue = "50",
      paramLabel = "N",
      description = "Texts for each rater (default: ${DEFAULT-VALUE}).")
  private int perRater;

  @Option(
      names = "--overlap",
      paramLabel = "K",
      description =
          "Texts of those that every rater gets, so that their agreement can be measured (default:"
              + " a fifth of --per-rater).")
  private Integer overlap;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Another seed, other texts (default: ${DEFAULT-VALUE}).")
  private long seed;

  RatingsExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RatingShares shares = shares();
    Map<String, Path> files = files();
    RatingSheetWriter sheets = new RatingSheetWriter(form());
    SparkSession spark = context.sessions().spark(warehouse.uri());
    try (Progress progress = new ProgressLine(context.console())) {
      progress.phase("choosing texts");
      RatingTexts texts = new RatingTexts(spark, Warehouse.existing(spark, warehouse.uri()));
      boolean pictured = files.values().stream().anyMatch(RatingSheetWriter::isWorkbook);
      new AuditRecords(spark, warehouse.uri())
          .during(
              "ratings export",
              warehouse.given(),
              () -> {
                Map<String, List<RatingItem>> dealt =
                    shares.of(texts.take(channel, shares.items(), seed, pictured), seed);
                progress.phase("writing sheets");
                dealt.forEach(
                    (rater, items) ->
                        OutputFile.write(
                            "sheet", files.get(rater), part -> sheets.write(part, rater, items)));
              });
    }

    files.values().forEach(context.console().results()::println);
    String filled = files.values().stream().map(Path::toString).collect(Collectors.joining(" "));
    context.console().say("Fill in 评分 (score), 问题标签 (tags) and 备注 (comment), and then:");
    context
        .console()
        .say("  ./vitrine ratings import --warehouse " + warehouse.uri() + " " + filled);
    return Exit.DONE.code();
  }

  private RatingShares shares() {
    if (perRater < 1 || perRater > MOST_PER_RATER) {
      throw Errors.invalid(
          "--per-rater cannot be " + perRater,
          "a sheet holds from 1 to " + MOST_PER_RATER + " texts",
          "Give a number in between");
    }

    int common = overlap == null ? perRater / 5 : overlap;
    if (common < 0 || common > perRater) {
      throw Errors.invalid(
          "--overlap cannot be " + common,
          "each rater gets " + perRater + " texts",
          "Give a number from 0 to " + perRater);
    }

    return new RatingShares(raters, perRater, common);
  }

  private Map<String, Path> files() {
    String name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    if (!List.of(".xlsx", ".csv").contains(ending)) {
      throw Errors.invalid(
          "Cannot write a sheet to " + out, "its ending is not .xlsx or .csv", "Rename it");
    }

    OutputFile.requireWritable("sheet", out);
    if (new HashSet<>(raters).size() < raters.size()
        || !raters.stream().allMatch(rater -> rater.matches("[\\p{L}\\p{N}._-]+"))) {
      throw Errors.invalid(
          "Cannot use the raters " + String.join(",", raters),
          "a name stands there twice, or has other signs than letters, digits and . _ -",
          "Name each rater once");
    }

    Map<String, Path> files = new LinkedHashMap<>();
    for (String rater : raters) {
      String own = raters.size() == 1 ? name : name.substring(0, dot) + "-" + rater + ending;
      files.put(rater, out.resolveSibling(own));
    }

    return files;
  }

  /** What comes with Vitrine, or what a team has made of it. */
  static RatingForm form() {
    return RatingForm.read(VitrineHome.conf().resolve("ratings.yaml"));
  }
}
