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
    add(List.of(new Done(entry, Instant.now())));
  }

  /** Adds rows at once. */
  void add(List<Done> entries) {
    try {
      AuditTable audit = warehouse.audit();
      audit.create();
      List<Row> rows = entries.stream().map(this::row).toList();
      audit.append(spark.createDataFrame(rows, audit.schema()).coalesce(1));
    } catch (Exception e) {
      entries.forEach(
          done ->
              LOG.error(
                  "Cannot write to audit: {} {}",
                  done.entry().command(),
                  done.entry().outcome(),
                  e));
    }
  }

  /** An entry, and when it was over. */
  record Done(AuditEntry entry, Instant at) {}

  private Row row(Done done) {
    AuditEntry entry = done.entry();
    Row run = run(entry.runId());
    Row products = products(entry.runId());
    return RowFactory.create(
        Timestamp.from(done.at()),
        entry.principal() == null ? spark.sparkContext().sparkUser() : entry.principal(),
        entry.command(),
        json(entry),
        products == null ? null : products.getLong(0),
        products == null ? null : products.getString(1),
        products == null ? null : products.getString(2),
        run == null ? null : run.getString(0),
        run == null ? null : run.getString(1),
        entry.runId(),
        entry.outcome());
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
