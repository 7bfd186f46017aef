package io.vitrine.serve;

import org.apache.spark.sql.SparkSession;

/** What a server for SQL leaves to whoever starts it. Called by several threads at a time. */
public interface SqlHost {
  /**
   * Prepares a new session.
   *
   * @param user whose it is, as they said when they connected
   */
  void prepare(SparkSession session, String user);

  /** What a client is told of an error. */
  String explain(Throwable error);

  /** Keeps a record of a statement; must not wait long. */
  void record(ServedStatement statement);
}
