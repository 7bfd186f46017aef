package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;

import io.vitrine.error.Errors;
import io.vitrine.table.Warehouse;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What two prompts gave for the same pictures. {@code attributes} and {@code copy} hold the newest
 * answers alone; {@code metrics} keeps the model's text of every attempt, and is where both are
 * found.
 */
final class AnswerPairs {
  private static final StructType ANSWER =
      new StructType()
          .add("category", DataTypes.StringType)
          .add("color", DataTypes.StringType)
          .add("material", DataTypes.StringType)
          .add("key_features", DataTypes.createArrayType(DataTypes.StringType))
          .add("marketing_copy", DataTypes.StringType)
          .add("text", DataTypes.StringType);

  private final Warehouse warehouse;

  AnswerPairs(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * One row for each picture that both were asked about: {@code product_id}, {@code image_uri}, and
   * {@code a} and {@code b}, each a struct of {@code ok}, {@code run_id}, {@code image_sha256},
   * {@code ms} without waiting, {@code asked} (answers that the attempt was for), the fields of the
   * answer, and its {@code text}. The newest good attempt of each counts, or else the newest.
   *
   * @throws io.vitrine.error.VitrineException when there are no answers to one of them
   */
  Dataset<Row> of(String a, String b) {
    Dataset<Row> metrics = warehouse.views().read("v_metrics");
    return side(metrics, a, "a")
        .join(side(metrics, b, "b"), new String[] {"product_id", "image_uri"});
  }

  private static Dataset<Row> side(Dataset<Row> metrics, String prompt, String name) {
    Dataset<Row> asked = metrics.where(array_contains(col("prompts"), prompt));
    requireAnswers(metrics, asked, prompt);
    Column line =
        element_at(split(col("output"), "\n"), array_position(col("prompts"), prompt).cast("int"));
    return asked
        .withColumn("answer", from_json(line, ANSWER))
        .groupBy("product_id", "image_uri")
        .agg(
            max_by(
                    struct(
                        expr("status = 'ok'").as("ok"),
                        col("run_id"),
                        col("image_sha256"),
                        expr("total_ms - queue_ms").as("ms"),
                        size(col("prompts")).as("asked"),
                        col("answer.category"),
                        col("answer.color"),
                        col("answer.material"),
                        col("answer.key_features"),
                        coalesce(col("answer.marketing_copy"), col("answer.text")).as("text")),
                    struct(expr("status = 'ok'"), col("at")))
                .as(name));
  }

  /**
   * The values of one such row: an array of {@code field}, {@code label}, {@code a} and {@code b}.
   *
   * @param label what people say of a field
   */
  static Column values(Function<String, Column> label) {
    return array(
        GoldLabels.FIELDS.stream()
            .map(
                field ->
                    struct(
                        lit(field).as("field"),
                        label.apply(field).as("label"),
                        col("a." + field).as("a"),
                        col("b." + field).as("b")))
            .toArray(Column[]::new));
  }

  private static void requireAnswers(Dataset<Row> metrics, Dataset<Row> asked, String prompt) {
    Row found = asked.selectExpr("count(*)", "count_if(status = 'ok' AND output IS NULL)").head();
    if (found.getLong(0) == 0) {
      List<String> known =
          metrics
              .select(explode(col("prompts")).as("prompt"))
              .distinct()
              .orderBy("prompt")
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .toList();
      throw Errors.invalid(
          "There are no answers to " + prompt,
          known.isEmpty()
              ? "the table metrics names no prompt"
              : "the prompts that were asked are " + String.join(", ", known),
          "Give an id and a version, as product@1, or enrich with it first");
    }

    if (found.getLong(1) > 0) {
      throw Errors.invalid(
          "The answers to " + prompt + " were not kept",
          found.getLong(1) + " of them lack metrics.output",
          "Set spark.vitrine.keepOutput to true and enrich again");
    }
  }
}
