package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.notebook.Notebook;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Call;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs SQL with the warehouse's tables in scope under their own names. */
@Command(
    name = "sql",
    header = "Run SQL over a warehouse's tables.",
    description = {
      "",
      "The tables stand in scope under their own names: attributes, copy, metrics, runs, chunks. So"
          + " do the views of conf/views, such as v_products, v_failures and v_attributes, which"
          + " show the newest results of whole chunks even while a run writes, and the functions"
          + " describe_product(image [, prompt]) and product_copy(image, channel), which run the"
          + " model on a picture's bytes, and image_info(image), which needs none. CALL"
          + " vitrine.system.enrich, evaluate, maintain and runs do what the commands do. Every"
          + " row, and nothing else, is printed on stdout.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./vitrine sql --warehouse out/tables \\",
      "    \"SELECT category, count(*) AS n FROM attributes GROUP BY category ORDER BY n DESC\"",
      "  ./vitrine sql --warehouse out/tables --format csv \"SELECT * FROM copy\" > copy.csv",
      "  ./vitrine sql --warehouse out/tables --file notebooks/overview.sql"
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "How rows are printed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private RowFormat format;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** One of the two. */
  private static final class Source {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "A file of statements, or a notebook in Databricks' source format.")
    private Path file;

    @Parameters(
        arity = "1",
        paramLabel = "SQL",
        description = "One statement, or several separated by semicolons.")
    private String statement;

    Notebook notebook() {
      return file == null ? Notebook.parse(statement) : Notebook.read(file);
    }
  }

  SqlCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Notebook notebook = source.notebook();
    if (notebook.cells().stream().allMatch(cell -> cell.statement().isEmpty())) {
      throw Errors.invalid("There is nothing to run", "the SQL is empty", "Give a statement");
    }
    SparkSession spark = context.sessions().spark(warehouse.uri());
    String text =
        notebook.cells().stream().map(Notebook.Cell::statement).collect(Collectors.joining("\n"));
    Runnable scope = () -> QueryScope.open(spark, warehouse.uri(), text);
    scope.run();
    return StatementAudit.during(
        spark,
        warehouse.uri(),
        () -> {
          run(spark, notebook, scope);
          return Exit.DONE.code();
        });
  }

  private void run(SparkSession spark, Notebook notebook, Runnable scope) {
    RowPrinter printer = new RowPrinter(format, context.console().results());
    boolean first = true;
    for (Notebook.Cell cell : notebook.cells()) {
      if (cell.statement().isEmpty()) {
        context
            .console()
            .say((first ? "" : System.lineSeparator()) + cell.text() + System.lineSeparator());
      } else {
        if (run(spark, cell.statement(), printer)) {
          scope.run();
        }
      }
      first = false;
    }
  }

  /** Tells whether the tables may hold something else now: views are as they were when opened. */
  private boolean run(SparkSession spark, String statement, RowPrinter printer) {
    try {
      boolean isCall = spark.sessionState().sqlParser().parsePlan(statement) instanceof Call;
      Dataset<Row> rows = spark.sql(statement);
      if (rows.columns().length > 0) {
        long count = printer.print(rows);
        if (context.console().interactive()) {
          context.console().say("(" + count + (count == 1 ? " row)" : " rows)"));
        }
      }
      return isCall;
    } catch (Exception e) {
      throw SqlMistake.explain(e).orElseThrow(() -> unchecked(e));
    }
  }

  private static RuntimeException unchecked(Exception e) {
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
