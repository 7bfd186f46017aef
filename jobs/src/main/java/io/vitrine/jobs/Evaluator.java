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

import io.vitrine.error.Errors;
import io.vitrine.report.CostAssumptions;
import io.vitrine.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
   * @throws io.vitrine.error.VitrineException when there is no label
   */
  Evaluation evaluate(GoldLabels gold) {
    return evaluate(withResults(gold))
        .orElseThrow(
            () ->
                Errors.invalid(
                    "Cannot evaluate",
                    "the gold file holds no label",
                    "Fill in " + String.join(", ", GoldLabels.LABELS) + " for some products"));
  }

  /** The same of those products that were tried so far; empty when none of them has a label. */
  Optional<Evaluation> evaluateTried(GoldLabels gold) {
    return evaluate(withResults(gold).where("result IS NOT NULL OR attempt IS NOT NULL"));
  }

  /** What can be measured without labels. */
  List<Score> unlabelled() {
    return new TableScores(results, taxonomy, cost).scores();
  }

  private Dataset<Row> withResults(GoldLabels gold) {
    return gold.rows().join(newest(), "product_id", "left").join(attempts(), "product_id", "left");
  }

  private Optional<Evaluation> evaluate(Dataset<Row> joined) {
    Dataset<Row> scored = joined.where(labelled()).cache();
    try {
      Map<String, Long> outcomes = outcomes(scored);
      if (outcomes.isEmpty()) {
        return Optional.empty();
      }

      List<FieldScore> spelled = fields(scored);
      List<Score> scores = new ArrayList<>(FieldScores.of(spelled, taxonomy));
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
                        "category", "color", "material", "key_features", "spelled", "fingerprint"),
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

  /** Labels and answers as they were spelled. */
  private static List<FieldScore> fields(Dataset<Row> scored) {
    Column[] pairs =
        GoldLabels.FIELDS.stream()
            .map(
                field ->
                    struct(
                        lit(field).as("field"),
                        col(field).as("label"),
                        TableScores.spelled("result.", field).as("answer")))
            .toArray(Column[]::new);
    Map<String, List<FieldScore.Answer>> answers = new LinkedHashMap<>();
    scored
        .select(inline(array(pairs)))
        .where("label IS NOT NULL")
        .groupBy("field", "label", "answer")
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

  private static String fingerprint(Dataset<Row> scored) {
    return scored.agg(mode(col("result.fingerprint"))).head().getString(0);
  }
}
