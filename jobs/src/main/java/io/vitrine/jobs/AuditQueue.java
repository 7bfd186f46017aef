package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.generate.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;

/**
 * Writes entries of {@code audit} with a thread and a session of its own, so that nobody waits for
 * a record: what comes while one commit is made is written by the next.
 */
final class AuditQueue implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final AuditRecords records;
  private final BlockingQueue<AuditEntry> waiting = new LinkedBlockingQueue<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(new DaemonThreads("vitrine-audit"));

  AuditQueue(SparkSession session, String warehouse) {
    this.records = new AuditRecords(session.newSession(), warehouse);
  }

  /** Takes an entry and returns at once. */
  void add(AuditEntry entry) {
    waiting.add(entry);
    writer.execute(this::write);
  }

  private void write() {
    List<AuditEntry> entries = new ArrayList<>();
    waiting.drainTo(entries);
    records.add(entries);
  }

  /**
   * Takes no more; what was taken is written.
   *
   * @throws io.vitrine.error.VitrineException when the warehouse does not answer
   */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Errors.failed(
            "Cannot write the last statements to audit",
            "the warehouse did not answer within " + PATIENCE_SECONDS + " s",
            "See the log",
            /* cause= */ null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
