package io.vitrine.jobs;

import io.vitrine.jobs.Evaluation.Score;
import io.vitrine.stats.Bootstrap;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Precision, recall and F1 of every category that people labelled or the model answered. */
final class CategoryScores {
  private static final String PRECISION = "category_precision";
  private static final String F1 = "category_f1";

  private CategoryScores() {}

  /**
   * The scores, by category. Without an answer of a category there is no precision of it, without a
   * label no recall.
   */
  static List<Score> of(FieldScore field) {
    List<FieldScore.Answer> answers = field.answers();
    List<String> categories = List.copyOf(categories(answers));
    long[] counts = answers.stream().mapToLong(FieldScore.Answer::count).toArray();
    List<Bootstrap.Distribution> f1 =
        new Bootstrap().of(counts, drawn -> f1(answers, categories, drawn));
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      String category = categories.get(i);
      Tally tally = Tally.of(answers, category, counts);
      String slice = "category=" + category;
      if (tally.answered() > 0) {
        scores.add(new Score(PRECISION, slice, Proportion.of(tally.right(), tally.answered())));
      }

      if (tally.labelled() > 0) {
        scores.add(
            new Score(
                Evaluation.CATEGORY_RECALL, slice, Proportion.of(tally.right(), tally.labelled())));
      }

      Estimate of = f1.get(i).estimate();
      scores.add(new Score(F1, slice, new Estimate(of.value(), of.low(), of.high(), tally.any())));
    }

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

  private static double[] f1(
      List<FieldScore.Answer> answers, List<String> categories, long[] counts) {
    return categories.stream()
        .mapToDouble(category -> Tally.of(answers, category, counts).f1())
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
