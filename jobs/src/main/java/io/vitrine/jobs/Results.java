package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import io.vitrine.table.Warehouse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is to be measured of a warehouse, by queries over its tables and views. Each is as it was
 * when a query first named it, so that figures fit together. For one thread.
 */
final class Results {
  /** What a run writes, and what is to be measured of it. */
  private static final List<String> OF_RUNS =
      List.of("v_attributes", "v_metrics", "v_copy", "runs");

  private static final Set<String> OFTEN_READ = Set.of("v_attributes", "v_metrics");

  /** The column that is most of {@code v_metrics}. */
  private static final String LARGE = "output";

  private final Warehouse warehouse;
  private final Optional<String> runId;
  private final boolean holds;
  private final Set<String> inScope = new HashSet<>();

  /** Opened in a session of its own, whose scope is nobody else's. */
  private Warehouse own;

  /**
   * @param runId the run whose results count; empty for the newest of all runs
   * @param holds whether to keep by what is read often, instead of reading it again
   */
  private Results(Warehouse warehouse, Optional<String> runId, boolean holds) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.holds = holds;
  }

  static Results newest(Warehouse warehouse) {
    return new Results(warehouse, Optional.empty(), /* holds= */ false);
  }

  /**
   * For many queries: what they often read is read once, and {@code v_metrics} lacks its column
   * {@code output}.
   */
  static Results held(Warehouse warehouse) {
    return new Results(warehouse, Optional.empty(), /* holds= */ true);
  }

  static Results ofRun(Warehouse warehouse, String runId) {
    return new Results(warehouse, Optional.of(runId), /* holds= */ false);
  }

  /** The same, as it is from now on. */
  Results now() {
    return new Results(warehouse, runId, holds);
  }

  Dataset<Row> attributes() {
    return sql("SELECT * FROM v_attributes");
  }

  Dataset<Row> metrics() {
    return sql("SELECT * FROM v_metrics");
  }

  /** What a query gives; tables and views are in scope under their own names. */
  Dataset<Row> sql(String query) {
    if (own == null) {
      own = Warehouse.open(SparkSessions.beside(warehouse.spark(), Map.of()), warehouse.uri());
    }

    QueryScope.named(own, query).stream()
        .filter(inScope::add)
        .forEach(name -> read(name).createOrReplaceTempView(name));
    return own.spark().sql(query);
  }

  private Dataset<Row> read(String name) {
    Dataset<Row> rows = own.read(name);
    if (holds && OFTEN_READ.contains(name)) {
      return rows.drop(LARGE).localCheckpoint();
    }

    return runId
        .filter(id -> OF_RUNS.contains(name))
        .map(id -> rows.where(col("run_id").equalTo(id)))
        .orElse(rows);
  }
}
