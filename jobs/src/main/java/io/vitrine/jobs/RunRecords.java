package io.vitrine.jobs;

import io.vitrine.table.ChunkId;
import io.vitrine.table.Lease;
import io.vitrine.table.RunsTable;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a run's row into {@code runs}: while it is running, and when it is over. */
final class RunRecords {
  private static final Logger LOG = LoggerFactory.getLogger(RunRecords.class);

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Lease lease;

  /** The run of which there is no row yet; null once there is one. */
  private String unwritten;

  /**
   * What came of a run, so far or in the end.
   *
   * @param at when it ended, or now
   * @param chunks chunks that were committed
   * @param skippedWrites writes that a table had had before
   */
  record Record(RunSummary summary, Instant at, long chunks, long skippedWrites) {

    /** When a run that is running will have ended, if all goes on as it went; else null. */
    private Timestamp eta() {
      double rate = summary.imagesPerSecond();
      if (!summary.status().equals(RunSummary.RUNNING) || rate <= 0) {
        return null;
      }

      return Timestamp.from(at.plusMillis((long) (summary.counts().untried() / rate * 1000)));
    }
  }

  /**
   * Makes the ones of a driver.
   *
   * @param runId its own run, of which no row can be there yet
   */
  RunRecords(SparkSession spark, Warehouse warehouse, Lease lease, String runId) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.lease = lease;
    this.unwritten = runId;
  }

  /** Notes how far a run is; one that cannot be noted is none the worse. */
  void note(StagedRun run, Record record) {
    try {
      write(run, record);
    } catch (Exception e) {
      LOG.warn("Cannot note in runs how far run {} is", run.runId(), e);
    }
  }

  void write(StagedRun run, Record record) throws Exception {
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
            Timestamp.from(record.at()),
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
            record.skippedWrites(),
            new TreeMap<>(summary.errorCodes()),
            record.eta(),
            run.principal());
    warehouse.runs().create();
    Dataset<Row> rows = spark.createDataFrame(List.of(row), warehouse.runs().schema());
    ChunkId commit = run.chunk(lease.nextChunk());
    RunsTable runs = warehouse.runs();
    boolean isFirst = run.runId().equals(unwritten);
    new Repeated(lease)
        .write(
            "the row in runs", () -> isFirst ? runs.append(rows, commit) : runs.put(rows, commit));
    unwritten = isFirst ? null : unwritten;
  }
}
