package io.vitrine.jobs;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A session for commits. They are many small statements over a few files each, most of them Delta's
 * own over its log: to generate code for them, and to plan them anew between their stages, takes
 * longer than to run them as they stand. For each file that is read, Spark makes room for a batch
 * of rows in all columns; staged files hold some hundred.
 */
final class CommitSession {
  private static final Map<String, String> SETTINGS =
      Map.of("spark.sql.parquet.columnarReaderBatchSize", "512");

  private CommitSession() {}

  /** See {@link SparkSessions#besideForSmall}. */
  static SparkSession beside(SparkSession spark) {
    return SparkSessions.besideForSmall(spark, SETTINGS);
  }
}
