package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.vitrine.table.Lease;
import io.vitrine.table.StagedChunk;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Staging;
import io.vitrine.table.Warehouse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what runs began whose drivers are no more: commits what they had staged, under the numbers
 * it had, and records the runs. No picture is described again.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Warehouse warehouse;
  private final Lease lease;
  private final ChunkCommits commits;
  private final RunRecords records;

  Recovery(Warehouse warehouse, Lease lease, ChunkCommits commits, RunRecords records) {
    this.warehouse = warehouse;
    this.lease = lease;
    this.commits = commits;
    this.records = records;
  }

  /** Does all that is left to do; nothing when the last run ended well. */
  void run() throws Exception {
    Staging staging = warehouse.staging();
    List<String> ids = staging.runIds();
    if (!ids.isEmpty()) {
      // a driver may have died between the first commits of a new warehouse
      commits.prepareTables();
    }

    for (String id : ids) {
      Optional<StagedRun> found = staging.find(id);
      if (found.isPresent()) {
        recover(staging, found.get());
      }

      commits.close(id);
    }

    if (warehouse.chunks().exists()) {
      commits.tidy();
    }
  }

  private void recover(Staging staging, StagedRun run) throws Exception {
    LOG.info("Run {} did not end; what it staged is committed now", run.runId());
    lease.check();
    Set<Long> whole = new HashSet<>();
    for (Row row :
        warehouse
            .chunks()
            .read()
            .where(col("run_id").equalTo(run.runId()))
            .select("chunk")
            .collectAsList()) {
      whole.add(row.getLong(0));
    }

    for (StagedChunk chunk : staging.chunks(run.runId())) {
      if (whole.contains(chunk.number())) {
        staging.remove(run.runId(), chunk);
      } else {
        commits.commit(run, chunk);
      }
    }

    List<String> unclaimed = staging.unclaimed(run.runId());
    if (!unclaimed.isEmpty()) {
      commits.commit(run, unclaimed);
    }

    Column over =
        col("run_id").equalTo(run.runId()).and(col("status").notEqual(RunSummary.RUNNING));
    if (warehouse.runs().read().where(over).isEmpty()) {
      records.write(run, interrupted(run));
    }
  }

  /** The figures of a run whose driver could not tell them, from what is in the tables. */
  private RunRecords.Record interrupted(StagedRun run) {
    Row chunks =
        warehouse
            .chunks()
            .read()
            .where(col("run_id").equalTo(run.runId()))
            .agg(count(lit(1)), sum("skipped_writes"), max("committed_at"))
            .head();
    Map<String, Long> statuses = new HashMap<>();
    Map<String, Long> errorCodes = new TreeMap<>();
    for (Row row : attempts(run).groupBy("status", "error_code").count().collectAsList()) {
      statuses.merge(row.getString(0), row.getLong(2), Long::sum);
      if (!row.isNullAt(1)) {
        errorCodes.put(row.getString(1), row.getLong(2));
      }
    }

    RunSummary.Outcome outcome =
        new RunSummary.Outcome(
            statuses.getOrDefault("ok", 0L),
            statuses.getOrDefault("reused", 0L),
            statuses.getOrDefault("failed", 0L));
    RunSummary summary =
        new RunSummary(
            run.runId(),
            RunSummary.INTERRUPTED,
            RunSummary.Counts.of(run.plan(), outcome),
            errorCodes,
            /* imagesPerSecond= */ 0,
            /* engineLoads= */ 0,
            (int) attempts(run).select("executor_id").distinct().count(),
            /* reason= */ null,
            /* forecast= */ null);
    return new RunRecords.Record(
        summary,
        chunks.isNullAt(2) ? run.started() : chunks.getTimestamp(2).toInstant(),
        chunks.getLong(0),
        chunks.isNullAt(1) ? 0 : chunks.getLong(1));
  }

  private Dataset<Row> attempts(StagedRun run) {
    return warehouse.views().read("v_metrics").where(col("run_id").equalTo(run.runId()));
  }
}
