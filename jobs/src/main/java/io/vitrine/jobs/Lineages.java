package io.vitrine.jobs;

import io.vitrine.taxonomy.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Precision and recall over a tree: label and answer each stand for themselves and all that they
 * are a kind of, so that an answer in the right branch is not all wrong (Kiritchenko, Matwin and
 * Famili 2005, recommended by Silla and Freitas 2011). Summed over products before dividing; the
 * tree's root, which everything is a kind of, does not count.
 */
final class Lineages {
  private final int[] labelled;
  private final int[] answered;
  private final int[] common;

  private Lineages(int kinds) {
    this.labelled = new int[kinds];
    this.answered = new int[kinds];
    this.common = new int[kinds];
  }

  /** Measures every pair of label and answer once. */
  static Lineages of(List<FieldScore.Answer> answers, Terms terms) {
    Lineages lineages = new Lineages(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      Set<String> label = terms.lineage(answers.get(i).label());
      Set<String> answer = terms.lineage(answers.get(i).answer());
      Set<String> common = new HashSet<>(label);
      common.retainAll(answer);
      lineages.labelled[i] = label.size();
      lineages.answered[i] = answer.size();
      lineages.common[i] = common.size();
    }

    return lineages;
  }

  /** Values that were answered, those that they are a kind of counted, too. */
  long answered(long[] counts) {
    return sum(answered, counts);
  }

  /** 0 where nothing was answered. */
  double precision(long[] counts) {
    return ratio(sum(common, counts), answered(counts));
  }

  double recall(long[] counts) {
    return ratio(sum(common, counts), sum(labelled, counts));
  }

  double f1(long[] counts) {
    return ratio(2 * sum(common, counts), sum(labelled, counts) + answered(counts));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static long sum(int[] sizes, long[] counts) {
    long sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      sum += sizes[i] * counts[i];
    }

    return sum;
  }
}
