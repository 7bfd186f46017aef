package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.table.Registration;
import io.vitrine.table.Warehouse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Registers a warehouse's tables and views in the metastore. */
@Command(
    name = "init",
    header = "Register a warehouse's tables and views in the metastore.",
    description = {
      "",
      "Creates the tables that do not exist yet, and tells the metastore that Spark is configured"
          + " with where they are and what the views of conf/views say. May be repeated. Without a"
          + " metastore there is nothing to do: every Vitrine command has tables and views in"
          + " scope.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine init --warehouse s3a://bucket/tables --database products \\",
      "    --conf spark.sql.catalogImplementation=hive \\",
      "    --conf spark.hadoop.hive.metastore.uris=thrift://metastore:9083"
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private static final String IMPLEMENTATION = "spark.sql.catalogImplementation";
  private static final Pattern NAME = Pattern.compile("\\w+");

  private final CommandContext context;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The folder that holds the tables, or is to hold them.")
  private String warehouse;

  @Option(
      names = "--database",
      defaultValue = "products",
      paramLabel = "NAME",
      description = "Where they are registered (default: ${DEFAULT-VALUE}).")
  private String database;

  InitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    requireName(database);
    if (!new SparkConf().get(IMPLEMENTATION, "in-memory").equals("hive")) {
      throw Errors.invalid(
          "There is no metastore to register tables in",
          IMPLEMENTATION + " is not hive, so what is registered would end with this command",
          "Configure one, see --help; without one every Vitrine command has the tables in scope");
    }

    SparkSession spark = context.sessions().spark(warehouse);
    List<String> names =
        new Registration(spark, Warehouse.open(spark, warehouse)).register(database);
    names.forEach(name -> context.console().results().println(database + "." + name));
    return Exit.DONE.code();
  }

  /**
   * @throws io.vitrine.error.VitrineException when a database cannot be called so
   */
  static void requireName(String database) {
    if (!NAME.matcher(database).matches()) {
      throw Errors.invalid(
          "A database cannot be called '" + database + "'",
          "its name may have letters, digits and underscores",
          "Correct --database");
    }

    if (database.equalsIgnoreCase(VitrineCatalog.NAME)) {
      throw Errors.invalid(
          "A database cannot be called '" + database + "'",
          "in sessions with Vitrine's procedures that is the catalogue which has them, and "
              + database
              + ".v_products would be looked for there",
          "Name another one with --database");
    }
  }
}
