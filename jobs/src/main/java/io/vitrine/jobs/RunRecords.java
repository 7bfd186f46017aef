package io.vitrine.jobs;

import io.vitrine.table.Lease;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Writes a run's row into {@code runs}. */
final class RunRecords {
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Lease lease;

  /**
   * What came of a run.
   *
   * @param chunks chunks that were committed
   * @param skippedWrites writes that a table had had before
   */
  record Record(RunSummary summary, Instant ended, long chunks, long skippedWrites) {}

  RunRecords(SparkSession spark, Warehouse warehouse, Lease lease) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.lease = lease;
  }

  void write(StagedRun run, Record record) {
    RunSummary summary = record.summary();
    Row row =
        RowFactory.create(
            run.runId(),
            run.runKey(),
            "enrich",
            summary.status(),
            run.fingerprint(),
            run.model(),
            run.prompt(),
            Timestamp.from(run.started()),
            Timestamp.from(record.ended()),
            summary.counts().input(),
            summary.counts().todo(),
            summary.counts().reused(),
            summary.counts().skipped(),
            summary.counts().ok(),
            summary.counts().failed(),
            summary.counts().untried(),
            summary.imagesPerSecond(),
            summary.engineLoads(),
            summary.executors(),
            run.imagesBase(),
            run.args(),
            run.version(),
            record.chunks(),
            record.skippedWrites());
    lease.check();
    warehouse.runs().create();
    warehouse
        .runs()
        .append(
            spark.createDataFrame(List.of(row), warehouse.runs().schema()),
            run.chunk(lease.nextChunk()));
  }
}
