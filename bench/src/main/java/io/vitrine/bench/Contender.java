package io.vitrine.bench;

import java.util.List;

/** Another way to do what Vitrine does, with the same weights, pictures, prompt and cores. */
interface Contender {

  /** As it is called in the JSON. */
  String name();

  /** For a person. */
  String title();

  /** What is tried in the sweep, cheapest first. */
  List<Setting> settings();

  /** Pictures of one setting in the sweep. */
  int sweepPictures(Effort effort);

  /** Pictures of one measurement. */
  int pictures(Effort effort);

  /**
   * Measures, after a small run that does not count.
   *
   * @param pictures how many to describe
   */
  Result measure(Setting setting, int pictures) throws InterruptedException;

  /**
   * What was measured.
   *
   * @param tokensPerImage tokens of an answer, without the one that ends it
   */
  record Result(double imagesPerSecond, double tokensPerImage) {}
}
