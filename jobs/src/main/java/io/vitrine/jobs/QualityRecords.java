package io.vitrine.jobs;

import io.vitrine.table.QualityTable;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Keeps what evaluations found, so that it can be plotted over time. */
final class QualityRecords {
  private final SparkSession spark;
  private final Warehouse warehouse;

  QualityRecords(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /** Adds an evaluation to the table {@code quality}. */
  void add(Evaluation evaluation, String runId) {
    Timestamp at = Timestamp.from(Instant.now());
    List<Row> rows =
        evaluation.scores().stream()
            .map(
                score ->
                    RowFactory.create(
                        score.metric(),
                        score.slice(),
                        score.estimate().value(),
                        score.estimate().low(),
                        score.estimate().high(),
                        score.estimate().n(),
                        evaluation.fingerprint(),
                        runId,
                        at))
            .toList();
    QualityTable quality = warehouse.quality();
    quality.create();
    quality.append(spark.createDataFrame(rows, quality.schema()).coalesce(1));
  }
}
