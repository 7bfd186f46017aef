package io.vitrine.jobs;

import io.vitrine.stats.Bootstrap;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.Proportion;
import io.vitrine.taxonomy.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Precision, recall and F1 of every category that people labelled or the model answered, and of all
 * together over the tree of categories.
 */
final class CategoryScores {
  private static final String PRECISION = "category_precision";
  private static final String F1 = "category_f1";

  private final List<FieldScore.Answer> answers;
  private final List<String> categories;
  private final Lineages lineages;

  private CategoryScores(List<FieldScore.Answer> answers, Terms terms) {
    this.answers = answers;
    this.categories = List.copyOf(categories(answers));
    this.lineages = Lineages.of(answers, terms);
  }

  /**
   * The scores, overall ones first, then by category. Without an answer of a category there is no
   * precision of it, without a label no recall.
   */
  static List<Score> of(FieldScore field, Terms terms) {
    return new CategoryScores(field.answers(), terms).scores();
  }

  private List<Score> scores() {
    long[] counts = answers.stream().mapToLong(FieldScore.Answer::count).toArray();
    List<Estimate> resampled =
        new Bootstrap()
            .of(counts, this::statistics).stream().map(Bootstrap.Distribution::estimate).toList();
    List<Score> scores = new ArrayList<>();
    if (lineages.answered(counts) > 0) {
      scores.add(Score.of(Metric.HIERARCHICAL_PRECISION, resampled.get(0)));
    }

    scores.add(Score.of(Metric.HIERARCHICAL_RECALL, resampled.get(1)));
    scores.add(Score.of(Metric.HIERARCHICAL_F1, resampled.get(2)));
    for (int i = 0; i < categories.size(); i++) {
      Tally tally = Tally.of(answers, categories.get(i), counts);
      scores.addAll(of(categories.get(i), tally, resampled.get(3 + i)));
    }

    return scores;
  }

  private static List<Score> of(String category, Tally tally, Estimate f1) {
    String slice = "category=" + category;
    List<Score> scores = new ArrayList<>();
    if (tally.answered() > 0) {
      scores.add(new Score(PRECISION, slice, Proportion.of(tally.right(), tally.answered())));
    }

    if (tally.labelled() > 0) {
      scores.add(
          new Score(
              Metric.CATEGORY_RECALL.key(), slice, Proportion.of(tally.right(), tally.labelled())));
    }

    scores.add(new Score(F1, slice, new Estimate(f1.value(), f1.low(), f1.high(), tally.any())));
    return scores;
  }

  private static SortedSet<String> categories(List<FieldScore.Answer> answers) {
    SortedSet<String> categories = new TreeSet<>();
    answers.stream()
        .flatMap(answer -> Stream.of(answer.label(), answer.answer()))
        .filter(Objects::nonNull)
        .forEach(categories::add);
    return categories;
  }

  private double[] statistics(long[] counts) {
    return DoubleStream.concat(
            DoubleStream.of(
                lineages.precision(counts), lineages.recall(counts), lineages.f1(counts)),
            categories.stream().mapToDouble(category -> Tally.of(answers, category, counts).f1()))
        .toArray();
  }

  /** Products of one category: labelled so, answered so, and both. */
  private record Tally(long right, long labelled, long answered) {

    static Tally of(List<FieldScore.Answer> answers, String category, long[] counts) {
      long right = 0;
      long labelled = 0;
      long answered = 0;
      for (int i = 0; i < counts.length; i++) {
        boolean label = category.equals(answers.get(i).label());
        boolean answer = category.equals(answers.get(i).answer());
        labelled += label ? counts[i] : 0;
        answered += answer ? counts[i] : 0;
        right += label && answer ? counts[i] : 0;
      }

      return new Tally(right, labelled, answered);
    }

    long any() {
      return labelled + answered - right;
    }

    /** 0 where a resample holds nothing of the category. */
    double f1() {
      return labelled + answered == 0 ? 0 : 2.0 * right / (labelled + answered);
    }
  }
}
