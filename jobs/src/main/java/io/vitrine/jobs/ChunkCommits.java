package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import io.vitrine.generate.DaemonThreads;
import io.vitrine.spark.PictureRows;
import io.vitrine.table.ChunkId;
import io.vitrine.table.ChunksTable;
import io.vitrine.table.Lease;
import io.vitrine.table.StagedChunk;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Staging;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import io.vitrine.table.WriteOutcome;
import io.vitrine.taxonomy.Taxonomy;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings staged chunks into the tables: all tables at once, then the row in {@code chunks} that
 * makes them count. Every step may be repeated. Used by one thread.
 */
final class ChunkCommits implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkCommits.class);

  /** Of Spark's fair scheduler: a commit need not wait until all pictures are described. */
  static final String POOL = "vitrine-commits";

  /** Files that tasks staged which become one file of a table, about. */
  private static final int PARTS_PER_FILE = 1500;

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Lease lease;
  private final Taxonomy taxonomy;
  private final Repeated repeated;
  private final Runnable prompts;
  private final ExecutorService threads;

  /**
   * What came of a commit.
   *
   * @param skippedWrites tables that held the chunk since an earlier try
   */
  record Committed(Figures figures, int skippedWrites) {}

  /**
   * Makes the one of a run.
   *
   * @param prompts remembers the prompts that the results are filed under
   */
  ChunkCommits(
      SparkSession spark, Warehouse warehouse, Lease lease, Taxonomy taxonomy, Runnable prompts) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.lease = lease;
    this.taxonomy = taxonomy;
    this.repeated = new Repeated(lease);
    this.prompts = prompts;
    this.threads = Executors.newCachedThreadPool(new DaemonThreads("vitrine-commit"));
  }

  /** Makes or mends the tables, and remembers the prompts, so that the first commit need not. */
  void prepareTables() throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (WarehouseTable table : warehouse.tables()) {
      work.add(
          () -> {
            table.create();
            return null;
          });
    }

    work.add(
        () -> {
          prompts.run();
          return null;
        });
    together(work);
  }

  /** Makes finished files one more chunk, and commits it. */
  Committed commit(StagedRun run, List<String> files) throws Exception {
    lease.check();
    StagedChunk chunk = new StagedChunk(lease.nextChunk(), files);
    warehouse.staging().claim(run.runId(), chunk);
    return commit(run, chunk);
  }

  /**
   * Commits a chunk and removes it from the staging area.
   *
   * @throws io.vitrine.error.VitrineException when this driver may no longer write here
   */
  Committed commit(StagedRun run, StagedChunk chunk) throws Exception {
    ChunkId id = run.chunk(chunk.number());
    Dataset<Row> results = results(run, chunk);
    List<Callable<Object>> work = new ArrayList<>();
    work.add(() -> Figures.of(results));
    int files = Math.max(1, chunk.files().size() / PARTS_PER_FILE);
    for (ChunkFrames frame : ChunkFrames.of(warehouse, run, chunk.number(), results, taxonomy)) {
      work.add(() -> write(frame.table(), frame.rows().coalesce(files), id));
    }

    List<Object> done = together(work);
    Figures figures = (Figures) done.get(0);
    int skipped = (int) done.stream().filter(WriteOutcome.ALREADY_THERE::equals).count();
    write(warehouse.chunks(), row(run, chunk, figures, skipped), id);
    warehouse.staging().remove(run.runId(), chunk);
    return new Committed(figures, skipped);
  }

  private Dataset<Row> results(StagedRun run, StagedChunk chunk) {
    Staging staging = warehouse.staging();
    return spark
        .read()
        .schema(PictureRows.RESULTS)
        .options(staging.readOptions())
        .parquet(staging.paths(run.runId(), chunk));
  }

  private WriteOutcome write(WarehouseTable table, Dataset<Row> rows, ChunkId id) throws Exception {
    WriteOutcome outcome =
        repeated.write(
            "chunk " + id.number() + " to " + table.name(), () -> table.append(rows, id));
    if (outcome == WriteOutcome.ALREADY_THERE) {
      LOG.info("Chunk {} was in {} already, nothing written", id.number(), table.name());
    }

    return outcome;
  }

  private Dataset<Row> row(StagedRun run, StagedChunk chunk, Figures figures, int skipped) {
    ChunksTable table = warehouse.chunks();
    Row row =
        RowFactory.create(
            chunk.number(),
            run.runId(),
            run.runKey(),
            figures.tried(),
            figures.ok(),
            figures.reused(),
            figures.failed(),
            figures.replaced(),
            figures.replaced() == 0,
            skipped,
            Timestamp.from(Instant.now()));
    return spark.createDataFrame(List.of(row), table.schema());
  }

  /** Takes the rows away that whole chunks have replaced. */
  void tidy() throws Exception {
    List<Long> untidied =
        warehouse.chunks().read().where("NOT tidied").select(col("chunk")).collectAsList().stream()
            .map(row -> row.getLong(0))
            .toList();
    if (untidied.isEmpty()) {
      return;
    }

    together(
        List.of(
            () -> removeReplaced(warehouse.attributes(), untidied),
            () -> removeReplaced(warehouse.copy(), untidied),
            () -> removeReplaced(warehouse.thumbnails(), untidied)));
    repeated.write(
        "what is tidied",
        () -> {
          warehouse.chunks().setTidied(untidied);
          return null;
        });
  }

  private Object removeReplaced(WarehouseTable table, List<Long> chunks) throws Exception {
    return repeated.write(
        "removals from " + table.name(),
        () -> {
          table.removeReplaced(chunks);
          return table;
        });
  }

  /** Runs all at once, and waits for all, so that nothing is written after a failure was told. */
  private <T> List<T> together(List<Callable<T>> work) throws Exception {
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<T> one : work) {
      futures.add(
          threads.submit(
              () -> {
                spark.sparkContext().setLocalProperty("spark.scheduler.pool", POOL);
                SparkSession.setActiveSession(spark);
                return one.call();
              }));
    }

    List<T> done = new ArrayList<>();
    Exception failure = null;
    for (Future<T> future : futures) {
      try {
        done.add(future.get());
      } catch (ExecutionException e) {
        failure = e.getCause() instanceof Exception cause ? cause : e;
      }
    }

    if (failure != null) {
      throw failure;
    }

    return done;
  }

  /** Removes what a run staged; nothing of it is left to commit. */
  void close(String runId) {
    try {
      warehouse.staging().close(runId);
    } catch (IOException e) {
      LOG.warn("Cannot remove what run {} staged", runId, e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
