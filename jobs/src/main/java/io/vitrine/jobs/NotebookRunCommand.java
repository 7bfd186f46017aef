package io.vitrine.jobs;

import io.vitrine.error.Exit;
import io.vitrine.notebook.Notebook;
import io.vitrine.notebook.NotebookPage;
import io.vitrine.notebook.NotebookRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a notebook over a warehouse and writes what it shows as a page. */
@Command(
    name = "run",
    header = "Run a notebook and write its texts, tables and charts as one HTML file.",
    description = {
      "",
      "The notebook is SQL in Databricks' source format; the warehouse's tables and views stand in"
          + " scope under their own names. A cell gets a chart where a comment of its own asks for"
          + " one: -- chart: bar x=category y=products (or line). The page needs no network and no"
          + " script.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine notebook run notebooks/quality.sql --warehouse out/tables --out quality.html"
    },
    mixinStandardHelpOptions = true)
final class NotebookRunCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(arity = "1", paramLabel = "FILE", description = "The notebook.")
  private Path file;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The page to write; one that is there is replaced.")
  private Path out;

  NotebookRunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Notebook notebook = Notebook.read(file);
    OutputFile.requireWritable("page", out);
    SparkSession spark = context.sessions().spark(warehouse.uri());
    String title = notebook.title().isEmpty() ? file.getFileName().toString() : notebook.title();
    try (Progress progress = new ProgressLine(context.console())) {
      progress.phase("running " + file.getFileName());
      QueryScope.open(spark, warehouse.uri(), sql(notebook));
      String origin =
          String.join(" · ", warehouse.uri(), Minute.now(), "Vitrine " + Version.text());
      List<NotebookRun.Shown> shown =
          StatementAudit.during(spark, warehouse.uri(), () -> run(spark, notebook));
      OutputFile.write("page", out, new NotebookPage(title, origin, shown).render());
    }

    context.console().results().println(out);
    return Exit.DONE.code();
  }

  private static List<NotebookRun.Shown> run(SparkSession spark, Notebook notebook) {
    try {
      return new NotebookRun(spark).run(notebook);
    } catch (RuntimeException e) {
      throw SqlMistake.explain(e).map(known -> (RuntimeException) known).orElse(e);
    }
  }

  private static String sql(Notebook notebook) {
    return notebook.cells().stream()
        .map(Notebook.Cell::statement)
        .collect(Collectors.joining("\n"));
  }
}
