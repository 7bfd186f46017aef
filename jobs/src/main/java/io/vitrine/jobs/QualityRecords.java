package io.vitrine.jobs;

import static org.apache.spark.sql.functions.lit;

import io.vitrine.table.EvaluatedTable;
import io.vitrine.table.QualityTable;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Evaluates a warehouse and keeps what was found: the metrics, so that they can be plotted over
 * time, and every labelled value, so that the metrics can be looked into.
 */
final class QualityRecords {
  private final Warehouse warehouse;
  private final Yardsticks yardsticks;

  QualityRecords(Warehouse warehouse, Yardsticks yardsticks) {
    this.warehouse = warehouse;
    this.yardsticks = yardsticks;
  }

  /**
   * Holds the newest results against labels, and adds what comes of it to the tables {@code
   * evaluated} and {@code quality}.
   *
   * @param runId of the evaluation
   * @throws io.vitrine.error.VitrineException when there is no label
   */
  Evaluation evaluate(GoldLabels gold, String runId) {
    Timestamp at = Timestamp.from(Instant.now());
    // the values first: who finds an evaluation in quality finds them, too
    Evaluation evaluation =
        new Evaluator(Results.newest(warehouse), yardsticks)
            .evaluate(gold, values -> keep(values, runId, at));
    keep(evaluation, runId, at);
    return evaluation;
  }

  private void keep(Dataset<Row> values, String runId, Timestamp at) {
    EvaluatedTable evaluated = warehouse.evaluated();
    evaluated.create();
    evaluated.append(values.withColumn("run_id", lit(runId)).withColumn("at", lit(at)).coalesce(1));
  }

  private void keep(Evaluation evaluation, String runId, Timestamp at) {
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
    quality.append(warehouse.spark().createDataFrame(rows, quality.schema()).coalesce(1));
  }
}
