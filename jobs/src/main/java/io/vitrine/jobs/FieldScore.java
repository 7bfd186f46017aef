package io.vitrine.jobs;

import java.util.Comparator;
import java.util.List;

/**
 * How often one field was answered as labelled.
 *
 * @param field the field's name
 * @param answers every pair of label and answer that occurred
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
