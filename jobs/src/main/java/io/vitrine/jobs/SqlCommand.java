package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs SQL with the warehouse's tables in scope under their own names. */
@Command(
    name = "sql",
    header = "Run SQL over a warehouse's tables.",
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "Where the tables are.")
  private String warehouse;

  @Parameters(arity = "0..1", paramLabel = "SQL", description = "The statement.")
  private String statement;

  SqlCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SparkSession spark = context.sessions().spark();
    try {
      Dataset<Row> rows = spark.sql(statement);
      rows.collectAsList().forEach(r -> context.console().results().println(r));
    } catch (Exception e) {
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      throw Errors.invalid("The SQL is wrong", e.getMessage(), "Mend it", e);
    }
    return Exit.DONE.code();
  }
}
