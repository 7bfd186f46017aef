package io.vitrine.jobs;

import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL vitrine.system.evaluate(…)}: the command {@code evaluate}, one row per metric. */
final class EvaluateProcedure extends WarehouseProcedure {
  private static final StructType RESULT =
      new StructType()
          .add("metric", DataTypes.StringType)
          .add("slice", DataTypes.StringType)
          .add("value", DataTypes.DoubleType)
          .add("low", DataTypes.DoubleType)
          .add("high", DataTypes.DoubleType)
          .add("n", DataTypes.LongType);

  EvaluateProcedure(String usualWarehouse) {
    super("evaluate", "Score the tables against labels that people gave", usualWarehouse);
    required("gold", "The file of labels: CSV or XLSX, keyed by product_id");
    warehouse();
  }

  @Override
  StructType result() {
    return RESULT;
  }

  @Override
  List<Row> run(SparkSession spark, String warehouse, ProcedureArguments arguments) {
    Yardsticks yardsticks = Yardsticks.read(VitrineHome.conf());
    Warehouse tables = Warehouse.existing(spark, warehouse);
    Evaluation evaluation =
        new QualityRecords(tables, yardsticks)
            .evaluate(
                GoldLabels.read(spark, arguments.required("gold")), RunId.next(Instant.now()));
    return evaluation.scores().stream()
        .map(
            score ->
                RowFactory.create(
                    score.metric(),
                    score.slice(),
                    score.estimate().value(),
                    score.estimate().low(),
                    score.estimate().high(),
                    score.estimate().n()))
        .toList();
  }
}
