package io.vitrine.jobs;

import io.vitrine.taxonomy.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often one field was answered as labelled.
 *
 * @param field the field's name
 * @param answers every pair of label and answer that occurred, once
 */
record FieldScore(String field, List<Answer> answers) {

  /**
   * A label and what was answered.
   *
   * @param label what people say
   * @param answer what the model says; null without a result
   * @param count products
   */
  record Answer(String label, String answer, long count) {
    boolean right() {
      return label.equals(answer);
    }
  }

  /** The same with every value named as the taxonomy names it. */
  FieldScore named(Terms terms) {
    Map<List<String>, Long> counts = new LinkedHashMap<>();
    for (Answer answer : answers) {
      counts.merge(
          Arrays.asList(terms.canonical(answer.label()), terms.canonical(answer.answer())),
          answer.count(),
          Long::sum);
    }

    List<Answer> named = new ArrayList<>();
    counts.forEach((pair, count) -> named.add(new Answer(pair.get(0), pair.get(1), count)));
    return new FieldScore(field, named);
  }

  long labelled() {
    return answers.stream().mapToLong(Answer::count).sum();
  }

  long right() {
    return answers.stream().filter(Answer::right).mapToLong(Answer::count).sum();
  }

  /** The most frequent wrong answers. */
  List<Answer> confusions(int most) {
    return answers.stream()
        .filter(answer -> !answer.right())
        .sorted(
            Comparator.comparingLong(Answer::count)
                .reversed()
                .thenComparing(Answer::label)
                .thenComparing(answer -> String.valueOf(answer.answer())))
        .limit(most)
        .toList();
  }
}
