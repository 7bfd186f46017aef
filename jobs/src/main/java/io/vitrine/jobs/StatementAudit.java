package io.vitrine.jobs;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Records in {@code audit} the statements of a session that have the model look at pictures. */
final class StatementAudit implements QueryExecutionListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatementAudit.class);

  private final SparkSession session;
  private final AuditQueue audit;

  private StatementAudit(SparkSession session, AuditQueue audit) {
    this.session = session;
    this.audit = audit;
  }

  /** Begins to record the statements of a session. */
  static StatementAudit of(SparkSession session, String warehouse) {
    StatementAudit watch = new StatementAudit(session, new AuditQueue(session, warehouse));
    session.listenerManager().register(watch);
    return watch;
  }

  /** Records the statements of a session while something is done. */
  static <T> T during(SparkSession session, String warehouse, Supplier<T> work) {
    StatementAudit watch = of(session, warehouse);
    try {
      return work.get();
    } finally {
      watch.close();
    }
  }

  /** Whether somebody records the statements of a session already. */
  static boolean watches(SparkSession session) {
    return Arrays.stream(session.listenerManager().listListeners())
        .anyMatch(StatementAudit.class::isInstance);
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
    if (ModelUse.isIn(query.analyzed())) {
      String sql = sql(query.logical()).orElse("(no SQL)");
      audit.add(
          AuditEntry.now(
              session.sparkContext().sparkUser(),
              AuditEntry.STATEMENT,
              Map.of("sql", sql),
              outcome));
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
    } catch (TimeoutException e) {
      LOG.error("Spark is late to tell of its last statements; audit may lack them", e);
    }

    session.listenerManager().unregister(this);
    audit.close();
  }
}
