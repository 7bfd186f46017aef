package io.vitrine.serve;

/** What a server for SQL leaves to whoever starts it. Called by several threads at a time. */
public interface SqlHost {
  /** What a client is told of an error. */
  String explain(Throwable error);

  /** Keeps a record of a statement; must not wait long. */
  void record(ServedStatement statement);
}
