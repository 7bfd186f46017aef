package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.vitrine.error.Errors;
import io.vitrine.report.CostAssumptions;
import io.vitrine.taxonomy.Taxonomy;
import io.vitrine.taxonomy.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Scores results. Reads only. */
final class Evaluator {
  private static final String ANSWERED = "answered";
  private static final String UNKNOWN = "unknown";
  private static final int EXAMPLES = 3;

  private final Results results;
  private final Taxonomy taxonomy;
  private final CostAssumptions cost;

  Evaluator(Results results, Yardsticks yardsticks) {
    this.results = results;
    this.taxonomy = yardsticks.taxonomy();
    this.cost = yardsticks.cost();
  }

  /**
   * Holds the newest result of every labelled product against its labels.
   *
   * @param keeper is shown every labelled value, under the columns of {@code evaluated}
   * @throws io.vitrine.error.VitrineException when there is no label
   */
  Evaluation evaluate(GoldLabels gold, Consumer<Dataset<Row>> keeper) {
    return evaluate(withResults(gold), keeper)
        .orElseThrow(
            () ->
                Errors.invalid(
                    "Cannot evaluate",
                    "the gold file holds no label",
                    "Fill in " + String.join(", ", GoldLabels.LABELS) + " for some products"));
  }

  /** The same of those products that were tried so far; empty when none of them has a label. */
  Optional<Evaluation> evaluateTried(GoldLabels gold) {
    return evaluate(
        withResults(gold).where("result IS NOT NULL OR attempt IS NOT NULL"), values -> {});
  }

  /** What can be measured without labels. */
  List<Score> unlabelled() {
    return new TableScores(results, taxonomy, cost).scores();
  }

  private Dataset<Row> withResults(GoldLabels gold) {
    return gold.rows().join(newest(), "product_id", "left").join(attempts(), "product_id", "left");
  }

  private Optional<Evaluation> evaluate(Dataset<Row> joined, Consumer<Dataset<Row>> keeper) {
    Dataset<Row> scored = joined.where(labelled()).cache();
    try {
      Map<String, Long> outcomes = outcomes(scored);
      if (outcomes.isEmpty()) {
        return Optional.empty();
      }

      Dataset<Row> values = values(scored);
      keeper.accept(values);
      List<FieldScore> spelled = fields(values);
      List<Score> scores = new ArrayList<>(FieldScores.of(spelled, taxonomy));
      scores.addAll(VersionScores.of(values));
      new KeyFeatures(taxonomy).score(scored).ifPresent(scores::add);
      scores.addAll(unlabelled());
      scores.sort(Comparator.comparingInt(Evaluator::place));
      long answered = outcomes.getOrDefault(ANSWERED, 0L);
      long unknown = outcomes.getOrDefault(UNKNOWN, 0L);
      long products = Tally.total(outcomes);
      outcomes.keySet().removeAll(List.of(ANSWERED, UNKNOWN));
      return Optional.of(
          new Evaluation(
              FieldScores.named(spelled, taxonomy),
              List.copyOf(scores),
              products,
              answered,
              outcomes,
              unknown == 0 ? List.of() : unknown(scored),
              fingerprint(scored)));
    } finally {
      scored.unpersist();
    }
  }

  /** Metrics over everything stand first. */
  private static int place(Score score) {
    return score.isOverall()
        ? Metric.of(score.metric()).map(Metric::ordinal).orElseThrow()
        : Integer.MAX_VALUE;
  }

  /** A product's newest result, for products with several pictures. */
  private Dataset<Row> newest() {
    return results
        .attributes()
        .groupBy("product_id")
        .agg(
            max_by(
                    struct(
                        "category",
                        "color",
                        "material",
                        "key_features",
                        "spelled",
                        "fingerprint",
                        "run_id",
                        "image_uri",
                        "prompt",
                        "model"),
                    col("enriched_at"))
                .as("result"));
  }

  /** What came of a product's newest attempt. */
  private Dataset<Row> attempts() {
    return results
        .metrics()
        .where("product_id IS NOT NULL")
        .groupBy("product_id")
        .agg(max_by(struct("status", "error_code"), col("at")).as("attempt"));
  }

  private static Column labelled() {
    return coalesce(
            GoldLabels.LABELS.stream()
                .map(label -> col(label).cast("string"))
                .toArray(Column[]::new))
        .isNotNull();
  }

  /** Every labelled value of one field, as it is named and as it was spelled. */
  private Dataset<Row> values(Dataset<Row> scored) {
    Column[] pairs =
        GoldLabels.FIELDS.stream()
            .map(
                field -> {
                  UserDefinedFunction named = named(taxonomy.terms(field));
                  Column answer = TableScores.spelled("result.", field);
                  return struct(
                      lit(field).as("field"),
                      named.apply(col(field)).as("label"),
                      named.apply(answer).as("answer"),
                      col(field).as("label_spelled"),
                      answer.as("answer_spelled"));
                })
            .toArray(Column[]::new);
    return scored
        .select(
            col("product_id"),
            col("result.image_uri"),
            col("result.prompt"),
            col("result.model"),
            inline(array(pairs)))
        .where("label IS NOT NULL");
  }

  private static UserDefinedFunction named(Terms terms) {
    UDF1<String, String> canonical = terms::canonical;
    return udf(canonical, DataTypes.StringType);
  }

  /** Labels and answers as they were spelled. */
  private static List<FieldScore> fields(Dataset<Row> values) {
    Map<String, List<FieldScore.Answer>> answers = new LinkedHashMap<>();
    values
        .groupBy("field", "label_spelled", "answer_spelled")
        .count()
        .collectAsList()
        .forEach(
            row ->
                answers
                    .computeIfAbsent(row.getString(0), field -> new ArrayList<>())
                    .add(
                        new FieldScore.Answer(row.getString(1), row.getString(2), row.getLong(3))));
    return GoldLabels.FIELDS.stream()
        .filter(answers::containsKey)
        .map(field -> new FieldScore(field, answers.get(field)))
        .toList();
  }

  private static Column outcome() {
    return expr(
        "CASE WHEN result IS NOT NULL THEN '"
            + ANSWERED
            + "' WHEN attempt IS NULL THEN '"
            + UNKNOWN
            + "' ELSE coalesce(attempt.error_code, '"
            + UNKNOWN
            + "') END");
  }

  private static Map<String, Long> outcomes(Dataset<Row> scored) {
    Map<String, Long> outcomes = new TreeMap<>();
    scored
        .groupBy(outcome().as("outcome"))
        .count()
        .collectAsList()
        .forEach(row -> outcomes.put(row.getString(0), row.getLong(1)));
    return outcomes;
  }

  private static List<String> unknown(Dataset<Row> scored) {
    return scored
        .where(outcome().equalTo(UNKNOWN))
        .orderBy("product_id")
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs("product_id"))
        .toList();
  }

  /** Of what was asked: a result's own fingerprint holds what the prompt took from its product. */
  private String fingerprint(Dataset<Row> scored) {
    Dataset<Row> asked =
        results.sql("SELECT run_id, fingerprint AS asked FROM runs").dropDuplicates("run_id");
    return scored
        .select(col("result.run_id"), col("result.fingerprint"))
        .join(asked, new String[] {"run_id"}, "left")
        .agg(mode(coalesce(col("asked"), col("fingerprint"))))
        .head()
        .getString(0);
  }
}
