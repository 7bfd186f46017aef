package io.vitrine.jobs;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A session for planning: few statements over whole tables, whose sizes are known beforehand. Each
 * is one job instead of one for each of its stages.
 */
final class PlanSession {
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.adaptive.enabled", "false",
          // tables' keys are in small files, and are to stay where they are
          "spark.sql.autoBroadcastJoinThreshold", "1m");

  /** Rows that a task sorts without much memory. */
  private static final long ROWS_PER_TASK = 100_000;

  private final SparkSession session;

  private PlanSession(SparkSession session) {
    this.session = session;
  }

  /** See {@link SparkSessions#beside}. */
  static PlanSession beside(SparkSession spark) {
    return new PlanSession(SparkSessions.beside(spark, SETTINGS));
  }

  SparkSession session() {
    return session;
  }

  /** Has tables of so many rows cut into pieces that fit. */
  void expect(long rows) {
    long partitions = Math.min(Integer.MAX_VALUE, rows / ROWS_PER_TASK);
    if (partitions > Long.parseLong(session.conf().get(PARTITIONS))) {
      session.conf().set(PARTITIONS, partitions);
    }
  }
}
