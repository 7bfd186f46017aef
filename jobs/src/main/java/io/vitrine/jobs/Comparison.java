package io.vitrine.jobs;

import java.util.List;

/**
 * Two prompts, compared on the same pictures.
 *
 * @param a the first prompt, as {@code id@version}
 * @param b the second one
 * @param modelsA models that answered the first
 * @param modelsB models that answered the second
 * @param pictures pictures that both were asked about
 * @param changed pictures left out, for they changed between the two
 * @param answered pictures that both have an answer for
 * @param differences of every metric that there is data for
 * @param examples of what differs
 */
record Comparison(
    String a,
    String b,
    List<String> modelsA,
    List<String> modelsB,
    long pictures,
    long changed,
    long answered,
    List<Difference> differences,
    List<Example> examples) {

  /**
   * What the two say about one picture.
   *
   * @param field the answer's field, or {@code copy}
   * @param label what people say; for a text its two mean ratings; null where there is none
   * @param a what the first says; null without a result
   * @param b what the second says, likewise
   */
  record Example(
      String productId, String imageUri, String field, String label, String a, String b) {}
}
