package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.rating.RatingForm;
import io.vitrine.rating.RatingSheetReader;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes in the sheets that raters have filled in. */
@Command(
    name = "import",
    header = "Take in sheets that raters have filled in.",
    description = {
      "",
      "Reads what ratings export wrote, filled in, as XLSX or CSV (UTF-8 or GBK), and brings the"
          + " scores into the table ratings; a rater's newer score replaces the older one. A"
          + " mistake is told with its row and column, and then nothing is written.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine ratings import --warehouse out/tables sheet-小王.xlsx sheet-小李.xlsx"
    },
    mixinStandardHelpOptions = true)
final class RatingsImportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The sheets.")
  private List<Path> files;

  RatingsImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RatingForm form = RatingsExportCommand.form();
    RatingSheetReader sheets = new RatingSheetReader(form);
    files.forEach(file -> read(sheets, file));
    if (sheets.ratings().isEmpty()) {
      throw Errors.invalid(
          "There is nothing to import", "no row has a score", "Fill in the column score");
    }

    SparkSession spark = context.sessions().spark(warehouse.uri());
    RatingImport.Outcome outcome;
    try (Progress progress = new ProgressLine(context.console())) {
      progress.phase("importing");
      RatingImport ratings = new RatingImport(spark, Warehouse.existing(spark, warehouse.uri()));
      outcome =
          new AuditRecords(spark, warehouse.uri())
              .during(
                  "ratings import",
                  warehouse.given(),
                  () -> ratings.add(sheets.ratings()),
                  done -> AuditEntry.DONE);
    }

    outcome.lines().forEach(context.console().results()::println);
    return Exit.DONE.code();
  }

  private static void read(RatingSheetReader sheets, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      sheets.read(file.toString(), in);
    } catch (NoSuchFileException e) {
      throw Errors.invalid(
          "Cannot read the sheet " + file, "there is no such file", "Check the path", e);
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the sheet " + file,
          String.valueOf(e.getMessage()),
          "Check that it is a file and may be read",
          e);
    }
  }
}
