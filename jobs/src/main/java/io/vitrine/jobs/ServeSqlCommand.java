package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.serve.ServedStatement;
import io.vitrine.serve.SqlHost;
import io.vitrine.serve.SqlServer;
import io.vitrine.table.Registration;
import io.vitrine.table.Warehouse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets programs query a warehouse over JDBC. */
@Command(
    name = "serve-sql",
    header = "Let BI tools query a warehouse, as they would Spark's Thrift server.",
    description = {
      "",
      "Speaks HiveServer2's protocol, so that drivers for Hive and Spark connect to it; the tables"
          + " and the views of conf/views are there under their own names. Clients may only read,"
          + " and call what --allow-calls names. Every statement is recorded in the table audit,"
          + " under the name that the client gives."
          + " Runs until it is told to stop (Ctrl-C, SIGTERM).",
      "",
      "Listens on this machine alone unless --host says otherwise; then clients must give the"
          + " password that the environment variable "
          + ServeSqlCommand.PASSWORD
          + " holds.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./vitrine serve-sql --warehouse out/tables",
      "  beeline -u jdbc:hive2://localhost:10000 -n analyst -e 'SELECT * FROM v_products LIMIT 5'"
    },
    mixinStandardHelpOptions = true)
final class ServeSqlCommand implements Callable<Integer> {
  static final String PASSWORD = "VITRINE_SQL_PASSWORD";
  private static final int MOST_PORT = 65_535;

  private final CommandContext context;

  @Mixin private WarehouseOption warehouse;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "10000",
      paramLabel = "N",
      description = "The port to listen on; 0 is any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--database",
      defaultValue = "default",
      paramLabel = "NAME",
      description = "Where clients find the tables (default: ${DEFAULT-VALUE}).")
  private String database;

  @Option(
      names = "--allow-calls",
      split = ",",
      paramLabel = "A,B",
      description =
          "Procedures that clients may call, of enrich, evaluate, maintain and runs; by default"
              + " none. They work with the server's rights on this warehouse alone, with the"
              + " server's model, and on products, pictures and labels below the warehouse's folder"
              + " or a place of spark.vitrine.fetch.allow.")
  private Set<String> allowedCalls = Set.of();

  ServeSqlCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    InitCommand.requireName(database);
    String password = System.getenv(PASSWORD);
    requireAddress(password);
    Set<String> procedures = procedures(allowedCalls);
    try (StopSignal stop = StopSignal.listen()) {
      SparkSession spark = context.sessions().spark(warehouse.uri());
      try (AuditQueue audit = new AuditQueue(spark, warehouse.uri());
          SqlServer server =
              open(
                  spark,
                  warehouse.uri(),
                  new SqlServer.Settings(host, port, password, database, procedures),
                  audit)) {
        context
            .console()
            .results()
            .println("jdbc:hive2://" + host + ":" + server.port() + "/" + database);
        context
            .console()
            .say(
                String.format(
                    "· serving %s, %s; Ctrl-C ends it",
                    warehouse.uri(),
                    allowedCalls.isEmpty()
                        ? "read-only"
                        : "clients may call " + String.join(", ", new TreeSet<>(allowedCalls))));
        stop.await();
      }
    }

    return Exit.DONE.code();
  }

  /** Registers the tables and views and lets clients in. */
  static SqlServer open(
      SparkSession spark, String warehouse, SqlServer.Settings settings, AuditQueue audit) {
    new Registration(spark, Warehouse.existing(spark, warehouse)).register(settings.database());
    return SqlServer.start(spark, settings, new Host(warehouse, audit));
  }

  /**
   * The full names of procedures.
   *
   * @throws io.vitrine.error.VitrineException when there is none of a name
   */
  static Set<String> procedures(Set<String> names) {
    Map<String, String> known = VitrineCatalog.names();
    names.stream()
        .filter(name -> !known.containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Errors.invalid(
                  "Clients cannot be allowed to call '" + name + "'",
                  "the procedures are " + String.join(", ", known.keySet()),
                  "Correct --allow-calls");
            });
    return names.stream().map(known::get).collect(Collectors.toSet());
  }

  private void requireAddress(String password) {
    if (port < 0 || port > MOST_PORT) {
      throw Errors.invalid(
          "Cannot listen on port " + port, "ports go from 0 to " + MOST_PORT, "Correct --port");
    }

    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()
          && (password == null || password.isEmpty())) {
        throw Errors.invalid(
            "The tables would be open to everybody who can reach " + host,
            "no password is set",
            "Set " + PASSWORD + ", or leave --host out");
      }
    } catch (UnknownHostException e) {
      throw Errors.invalid("Cannot listen on " + host, "it is no address", "Correct --host", e);
    }
  }

  /** What clients are told, and where their statements are recorded. */
  record Host(String warehouse, AuditQueue audit) implements SqlHost {
    /** What a client calls is done on the warehouse that is served, and under the client's name. */
    @Override
    public void prepare(SparkSession session, String user) {
      Caller.settings(warehouse, user).forEach(session.conf()::set);
    }

    @Override
    public String explain(Throwable error) {
      return SqlMistake.explain(error)
          .or(() -> Failures.known(error))
          .map(VitrineException::getMessage)
          .orElseGet(() -> "The statement failed: " + Failures.reason(error));
    }

    @Override
    public void record(ServedStatement statement) {
      audit.add(
          AuditEntry.now(
              statement.user(),
              AuditEntry.STATEMENT,
              Map.of("sql", statement.sql(), "rows", statement.rows(), "via", "serve-sql"),
              statement.outcome()));
    }
  }
}
