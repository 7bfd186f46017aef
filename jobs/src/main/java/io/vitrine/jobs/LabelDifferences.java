package io.vitrine.jobs;

import static org.apache.spark.sql.functions.inline;

import io.vitrine.taxonomy.Taxonomy;
import io.vitrine.taxonomy.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** How two treatments differ where people have labelled. A failed attempt is wrong. */
final class LabelDifferences {
  private final Taxonomy taxonomy;

  LabelDifferences(Taxonomy taxonomy) {
    this.taxonomy = taxonomy;
  }

  /**
   * Products of one field, label and pair of answers.
   *
   * @param a what the first answered; null without a result
   * @param b what the second answered, likewise
   */
  private record Kind(String field, String label, String a, String b, long count) {
    boolean isRight(String answer) {
      return label.equals(answer);
    }
  }

  /**
   * The differences, those without labels left out.
   *
   * @param pairs as {@link AnswerPairs} makes them, with the columns of {@link GoldLabels}
   */
  List<Difference> of(Dataset<Row> pairs) {
    Map<String, List<Kind>> fields =
        kinds(pairs).stream().collect(Collectors.groupingBy(Kind::field));
    List<Difference> differences = new ArrayList<>();
    add(differences, Metric.CATEGORY_RECALL, fields, FieldScores.CATEGORY);
    add(differences, Metric.ATTRIBUTE_ACCURACY, fields, FieldScores.COLOR, FieldScores.MATERIAL);
    add(differences, Metric.COLOR_ACCURACY, fields, FieldScores.COLOR);
    add(differences, Metric.MATERIAL_ACCURACY, fields, FieldScores.MATERIAL);
    if (fields.containsKey(FieldScores.CATEGORY)) {
      differences.addAll(hierarchical(fields.get(FieldScores.CATEGORY)));
    }

    new KeyFeatures(taxonomy).difference(pairs).ifPresent(differences::add);
    return differences;
  }

  private List<Kind> kinds(Dataset<Row> pairs) {
    return pairs
        .select(inline(AnswerPairs.values(functions::col)))
        .where("label IS NOT NULL")
        .groupBy("field", "label", "a", "b")
        .count()
        .orderBy("field", "label", "a", "b")
        .collectAsList()
        .stream()
        .map(this::kind)
        .toList();
  }

  private Kind kind(Row row) {
    Terms terms = taxonomy.terms(row.getString(0));
    return new Kind(
        row.getString(0),
        terms.canonical(row.getString(1)),
        terms.canonical(row.getString(2)),
        terms.canonical(row.getString(3)),
        row.getLong(4));
  }

  private static void add(
      List<Difference> differences, Metric metric, Map<String, List<Kind>> fields, String... of) {
    long[] counts = new long[4];
    for (String field : of) {
      for (Kind kind : fields.getOrDefault(field, List.of())) {
        int place = (kind.isRight(kind.a()) ? 0 : 2) + (kind.isRight(kind.b()) ? 0 : 1);
        counts[place] += kind.count();
      }
    }

    if (counts[0] + counts[1] + counts[2] + counts[3] > 0) {
      differences.add(
          Difference.ofShares(metric.key(), counts[0], counts[1], counts[2], counts[3]));
    }
  }

  private List<Difference> hierarchical(List<Kind> kinds) {
    Lineages a = lineages(kinds, Kind::a);
    Lineages b = lineages(kinds, Kind::b);
    long[] counts = kinds.stream().mapToLong(Kind::count).toArray();
    return List.of(
        Difference.of(
            Metric.HIERARCHICAL_PRECISION.key(),
            counts,
            drawn -> new double[] {a.precision(drawn), b.precision(drawn)}),
        Difference.of(
            Metric.HIERARCHICAL_RECALL.key(),
            counts,
            drawn -> new double[] {a.recall(drawn), b.recall(drawn)}));
  }

  private Lineages lineages(List<Kind> kinds, Function<Kind, String> answer) {
    return Lineages.of(
        kinds.stream()
            .map(kind -> new FieldScore.Answer(kind.label(), answer.apply(kind), kind.count()))
            .toList(),
        taxonomy.terms(FieldScores.CATEGORY));
  }
}
