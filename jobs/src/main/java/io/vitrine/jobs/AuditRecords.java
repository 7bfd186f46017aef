package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.table.AuditTable;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes who did what into the table {@code audit}. What cannot be written is told in the log, and
 * fails nothing that was done.
 */
final class AuditRecords {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRecords.class);
  private static final String NOBODY_KNOWN = "unknown";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final String principal;

  /** Those of whoever Spark runs as. */
  AuditRecords(SparkSession spark, String warehouse) {
    this(spark, warehouse, spark.sparkContext().sparkUser());
  }

  /**
   * @param spark a session whose commits these are beside
   * @param principal who does what is recorded
   */
  AuditRecords(SparkSession spark, String warehouse, String principal) {
    this.spark = CommitSession.beside(spark);
    this.warehouse = Warehouse.open(this.spark, warehouse);
    this.principal = principal;
  }

  /** Does something and adds a row for it; what was refused before it began leaves none. */
  <T> T during(
      String command, Map<String, Object> args, Supplier<T> work, Function<T, String> outcome) {
    T done;
    try {
      done = work.get();
    } catch (RuntimeException e) {
      if (!isRefused(e)) {
        add(AuditEntry.now(principal, command, args, RunSummary.FAILED));
      }

      throw e;
    }

    add(AuditEntry.now(principal, command, args, outcome.apply(done)));
    return done;
  }

  /** The same of what ends well or fails. */
  void during(String command, Map<String, Object> args, Runnable work) {
    during(
        command,
        args,
        () -> {
          work.run();
          return AuditEntry.DONE;
        },
        outcome -> outcome);
  }

  /**
   * Runs enrich and adds a row for the run, which says what {@code runs} says of it; one more for
   * each run whose driver ended before it could. A dry run leaves none.
   *
   * @param args what is known of a run that fails before it has a row in {@code runs}
   */
  RunSummary duringRun(Map<String, Object> args, Supplier<RunSummary> work) {
    RunSummary done;
    try {
      done = work.get();
    } catch (RuntimeException e) {
      if (!isRefused(e) && !addRuns().contains(RunSummary.FAILED)) {
        add(AuditEntry.now(principal, "enrich", args, RunSummary.FAILED));
      }

      throw e;
    }

    if (!done.status().equals(RunSummary.DRY_RUN)) {
      addRuns();
    }

    return done;
  }

  private static boolean isRefused(RuntimeException e) {
    return Failures.known(e).map(VitrineException::exit).orElse(Exit.FAILED) == Exit.INVALID;
  }

  /**
   * Adds a row for each run that is over and has none yet, as far back as rows are kept.
   *
   * @return how those runs ended
   */
  List<String> addRuns() {
    try {
      List<AuditEntry> entries = runsWithoutRow();
      add(entries);
      return entries.stream().map(AuditEntry::outcome).toList();
    } catch (Exception e) {
      LOG.error("Cannot tell which runs audit lacks", e);
      return List.of();
    }
  }

  private List<AuditEntry> runsWithoutRow() {
    Timestamp kept = Timestamp.from(Instant.now().minus(AuditTable.KEEP_DAYS, ChronoUnit.DAYS));
    Dataset<Row> known = warehouse.audit().read().where(col("run_id").isNotNull()).select("run_id");
    return warehouse
        .runs()
        .read()
        .where(col("status").notEqual(RunSummary.RUNNING).and(col("ended_at").gt(kept)))
        .join(known, "run_id", "left_anti")
        .collectAsList()
        .stream()
        .map(AuditRecords::entry)
        .toList();
  }

  private static AuditEntry entry(Row run) {
    return new AuditEntry(
        run.<Timestamp>getAs("ended_at").toInstant(),
        Optional.ofNullable(run.<String>getAs("principal")).orElse(NOBODY_KNOWN),
        run.getAs("command"),
        run.getAs("args"),
        new AuditEntry.Run(run.getAs("run_id"), run.getAs("model"), run.getAs("prompt")),
        run.getAs("status"));
  }

  /** Adds a row. */
  void add(AuditEntry entry) {
    add(List.of(entry));
  }

  /** Adds rows at once. */
  void add(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }

    try {
      AuditTable audit = warehouse.audit();
      audit.create();
      List<Row> rows = entries.stream().map(this::row).toList();
      audit.append(spark.createDataFrame(rows, audit.schema()).coalesce(1));
    } catch (Exception e) {
      entries.forEach(
          entry -> LOG.error("Cannot write to audit: {} {}", entry.command(), entry.outcome(), e));
    }
  }

  private Row row(AuditEntry entry) {
    AuditEntry.Run run = entry.run();
    Row products = run == null ? RowFactory.create(null, null, null) : products(run.id());
    return RowFactory.create(
        Timestamp.from(entry.at()),
        entry.principal(),
        entry.command(),
        entry.args(),
        products.get(0),
        products.get(1),
        products.get(2),
        run == null ? null : run.model(),
        run == null ? null : run.prompt(),
        run == null ? null : run.id(),
        entry.outcome());
  }

  private Row products(String runId) {
    return warehouse
        .metrics()
        .read()
        .where(col("run_id").equalTo(runId))
        .agg(count(lit(1)), min("product_id"), max("product_id"))
        .head();
  }
}
