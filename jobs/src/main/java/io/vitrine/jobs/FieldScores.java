package io.vitrine.jobs;

import io.vitrine.stats.Proportion;
import io.vitrine.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from how often each field was answered as labelled. */
final class FieldScores {
  static final String CATEGORY = "category";
  static final String COLOR = "color";
  static final String MATERIAL = "material";

  private FieldScores() {}

  /**
   * The scores; those without labels are left out. A missing or failed row is wrong.
   *
   * @param spelled the fields, values as they were spelled
   */
  static List<Score> of(List<FieldScore> spelled, Taxonomy taxonomy) {
    List<FieldScore> named = named(spelled, taxonomy);
    List<Score> scores = new ArrayList<>();
    share(named, Metric.CATEGORY_RECALL, CATEGORY).ifPresent(scores::add);
    share(named, Metric.ATTRIBUTE_ACCURACY, COLOR, MATERIAL).ifPresent(scores::add);
    share(named, Metric.COLOR_ACCURACY, COLOR).ifPresent(scores::add);
    share(named, Metric.MATERIAL_ACCURACY, MATERIAL).ifPresent(scores::add);
    share(spelled, Metric.CATEGORY_RECALL_RAW, CATEGORY).ifPresent(scores::add);
    share(spelled, Metric.ATTRIBUTE_ACCURACY_RAW, COLOR, MATERIAL).ifPresent(scores::add);
    field(named, CATEGORY)
        .ifPresent(c -> scores.addAll(CategoryScores.of(c, taxonomy.terms(CATEGORY))));
    return scores;
  }

  /** The fields with every value named as the taxonomy names it. */
  static List<FieldScore> named(List<FieldScore> spelled, Taxonomy taxonomy) {
    return spelled.stream().map(field -> field.named(taxonomy.terms(field.field()))).toList();
  }

  /** Of all values of some fields together; the values of one product count as independent. */
  private static Optional<Score> share(List<FieldScore> fields, Metric metric, String... names) {
    List<FieldScore> scored =
        List.of(names).stream().flatMap(name -> field(fields, name).stream()).toList();
    long labelled = scored.stream().mapToLong(FieldScore::labelled).sum();
    long right = scored.stream().mapToLong(FieldScore::right).sum();
    return labelled == 0
        ? Optional.empty()
        : Optional.of(Score.of(metric, Proportion.of(right, labelled)));
  }

  private static Optional<FieldScore> field(List<FieldScore> fields, String name) {
    return fields.stream().filter(field -> field.field().equals(name)).findFirst();
  }
}
