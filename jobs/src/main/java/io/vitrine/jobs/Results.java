package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import io.vitrine.table.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is to be measured of a warehouse.
 *
 * @param runId the run whose results count; empty for the newest of all runs
 */
record Results(Warehouse warehouse, Optional<String> runId) {

  static Results newest(Warehouse warehouse) {
    return new Results(warehouse, Optional.empty());
  }

  static Results ofRun(Warehouse warehouse, String runId) {
    return new Results(warehouse, Optional.of(runId));
  }

  Dataset<Row> attributes() {
    return rows("v_attributes");
  }

  Dataset<Row> metrics() {
    return rows("v_metrics");
  }

  Dataset<Row> copy() {
    return rows("v_copy");
  }

  Dataset<Row> ratings() {
    return warehouse.ratings().read();
  }

  Dataset<Row> runs() {
    Dataset<Row> runs = warehouse.runs().read();
    return runId.map(id -> runs.where(col("run_id").equalTo(id))).orElse(runs);
  }

  private Dataset<Row> rows(String view) {
    Dataset<Row> rows = warehouse.views().read(view);
    return runId.map(id -> rows.where(col("run_id").equalTo(id))).orElse(rows);
  }
}
