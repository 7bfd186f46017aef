package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.table.Warehouse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Records the statements of a session in {@code audit}: those that have the model look at pictures,
 * or all of them where a server gives out the tables. Rows are written by a thread and a session of
 * their own, so that a statement neither waits for its record nor is recorded by it.
 */
final class StatementAudit implements QueryExecutionListener, AutoCloseable {
  private static final Pattern MODEL = Pattern.compile("\\b(describe_product|product_copy)\\(");
  private static final long PATIENCE_SECONDS = 30;

  private final SparkSession session;
  private final AuditRecords records;
  private final Scope scope;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "vitrine-audit");
            thread.setDaemon(true);
            return thread;
          });

  /** Which statements are recorded. */
  enum Scope {
    MODEL,
    ALL
  }

  private StatementAudit(SparkSession session, AuditRecords records, Scope scope) {
    this.session = session;
    this.records = records;
    this.scope = scope;
  }

  /** Begins to record the statements of a session. */
  static StatementAudit of(SparkSession session, String warehouse, Scope scope) {
    SparkSession own = session.newSession();
    StatementAudit audit =
        new StatementAudit(session, new AuditRecords(own, Warehouse.open(own, warehouse)), scope);
    session.listenerManager().register(audit);
    return audit;
  }

  @Override
  public void onSuccess(String function, QueryExecution query, long nanos) {
    record(query, AuditEntry.DONE);
  }

  @Override
  public void onFailure(String function, QueryExecution query, Exception error) {
    record(query, "failed: " + error.getClass().getSimpleName());
  }

  private void record(QueryExecution query, String outcome) {
    if (scope == Scope.ALL || MODEL.matcher(query.analyzed().toString()).find()) {
      String sql = sql(query.logical()).orElse("(no SQL)");
      writer.execute(
          () -> records.add(new AuditEntry("statement", Map.of("sql", sql), null, outcome)));
    }
  }

  /** The text that a plan, or what it was made from, was parsed out of. */
  private static Optional<String> sql(LogicalPlan plan) {
    Option<String> text = plan.origin().sqlText();
    return text.isDefined()
        ? Optional.of(text.get())
        : CollectionConverters.asJava(plan.children()).stream()
            .flatMap(child -> sql(child).stream())
            .findFirst();
  }

  /** Stops recording; what was done by then is written. */
  @Override
  public void close() {
    try {
      session.sparkContext().listenerBus().waitUntilEmpty();
      session.listenerManager().unregister(this);
      writer.shutdown();
      if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw late(/* cause= */ null);
      }
    } catch (TimeoutException e) {
      throw late(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException late(TimeoutException cause) {
    return Errors.failed(
        "Cannot write the last statements to audit",
        "the warehouse did not answer within " + PATIENCE_SECONDS + " s",
        "See the log",
        cause);
  }
}
