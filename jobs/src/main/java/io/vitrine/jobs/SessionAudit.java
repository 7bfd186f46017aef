package io.vitrine.jobs;

import io.vitrine.spark.SessionPart;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Has the statements of any session recorded that has the model look at pictures, in the warehouse
 * that {@code spark.sql.catalog.vitrine.warehouse} names; where none is named there is no place for
 * a record. What is not written yet when the JVM ends is written then.
 */
public final class SessionAudit implements SessionPart {
  /** Before Spark's own hook, which ends the session. */
  private static final int PRIORITY = 100;

  private static final long PATIENCE_SECONDS = 32;

  @Override
  public void accept(SparkSessionExtensions extensions) {
    extensions.injectCheckRule(
        new AbstractFunction1<>() {
          @Override
          public Function1<LogicalPlan, BoxedUnit> apply(SparkSession session) {
            return new Watch(session);
          }
        });
  }

  private static final class Watch extends AbstractFunction1<LogicalPlan, BoxedUnit> {
    private final SparkSession session;

    Watch(SparkSession session) {
      this.session = session;
    }

    @Override
    public BoxedUnit apply(LogicalPlan analyzed) {
      String warehouse = session.conf().get(WarehouseScope.WAREHOUSE_KEY, "");
      if (!warehouse.isEmpty() && ModelUse.isIn(analyzed)) {
        begin(warehouse);
      }

      return BoxedUnit.UNIT;
    }

    private synchronized void begin(String warehouse) {
      if (!StatementAudit.watches(session)) {
        StatementAudit watch = StatementAudit.of(session, warehouse);
        ShutdownHookManager.get()
            .addShutdownHook(watch::close, PRIORITY, PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
  }
}
