package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.vitrine.json.JsonText;
import io.vitrine.table.AuditTable;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes who did what into the table {@code audit}. */
final class AuditRecords {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRecords.class);
  private final SparkSession spark;
  private final Warehouse warehouse;

  AuditRecords(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /** Adds a row; what cannot be written is told in the log, and fails nothing that was done. */
  void add(AuditEntry entry) {
    try {
      write(entry);
    } catch (Exception e) {
      LOG.error("Cannot write to audit: {} {}", entry.command(), entry.outcome(), e);
    }
  }

  private void write(AuditEntry entry) {
    Row run = run(entry.runId());
    Row products = products(entry.runId());
    Row row =
        RowFactory.create(
            Timestamp.from(Instant.now()),
            spark.sparkContext().sparkUser(),
            entry.command(),
            json(entry),
            products == null ? null : products.getLong(0),
            products == null ? null : products.getString(1),
            products == null ? null : products.getString(2),
            run == null ? null : run.getString(0),
            run == null ? null : run.getString(1),
            entry.runId(),
            entry.outcome());
    AuditTable audit = warehouse.audit();
    audit.create();
    audit.append(spark.createDataFrame(List.of(row), audit.schema()).coalesce(1));
  }

  private Row run(String runId) {
    return runId == null
        ? null
        : warehouse
            .runs()
            .read()
            .where(col("run_id").equalTo(runId))
            .select("model", "prompt")
            .takeAsList(1)
            .stream()
            .findFirst()
            .orElse(null);
  }

  private Row products(String runId) {
    return runId == null
        ? null
        : warehouse
            .metrics()
            .read()
            .where(col("run_id").equalTo(runId))
            .agg(count(lit(1)), min("product_id"), max("product_id"))
            .head();
  }

  private static String json(AuditEntry entry) {
    return JsonText.line(entry.argsWithoutSecrets());
  }
}
