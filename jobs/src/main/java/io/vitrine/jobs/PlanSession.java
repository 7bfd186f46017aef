package io.vitrine.jobs;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A session for planning: few statements over whole tables, whose sizes are known beforehand. Each
 * is one job instead of one for each of its stages. For small tables no code is generated: that
 * takes longer than to run the statements as they stand.
 */
final class PlanSession {
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** Tables' keys are in small files, and are to stay where they are. */
  private static final Map<String, String> SETTINGS =
      Map.of("spark.sql.autoBroadcastJoinThreshold", "1m");

  /** Rows that a task sorts without much memory. */
  private static final long ROWS_PER_TASK = 100_000;

  /** Size of so many rows of a product table, about. */
  private static final long LARGE_BYTES = 8 << 20;

  private final SparkSession session;

  private PlanSession(SparkSession session) {
    this.session = session;
  }

  /** See {@link SparkSessions#besideForSmall}. */
  static PlanSession beside(SparkSession spark) {
    return new PlanSession(SparkSessions.besideForSmall(spark, SETTINGS));
  }

  SparkSession session() {
    return session;
  }

  /**
   * Prepares for tables of such a size.
   *
   * @param products the product table
   * @param attempts rows of the warehouse's tables, about
   */
  void expect(Dataset<Row> products, long attempts) {
    long partitions = Math.min(Integer.MAX_VALUE, attempts / ROWS_PER_TASK);
    if (partitions > Long.parseLong(session.conf().get(PARTITIONS))) {
      session.conf().set(PARTITIONS, partitions);
    }

    if (attempts > ROWS_PER_TASK || bytes(products) > LARGE_BYTES) {
      session.conf().set(SparkSessions.WHOLE_STAGE, true);
      session.conf().set(SparkSessions.FACTORY, "FALLBACK");
    }
  }

  /** By what Spark knows without reading it. */
  private static long bytes(Dataset<Row> table) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) table)
        .queryExecution()
        .optimizedPlan()
        .stats()
        .sizeInBytes()
        .toLong();
  }
}
