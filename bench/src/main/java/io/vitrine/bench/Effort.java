package io.vitrine.bench;

/**
 * How much is measured.
 *
 * @param pictures pictures of a measurement of the whole
 * @param sweepPictures pictures of one setting of the whole in its sweep
 * @param decodings pictures of a measurement of decoding; the same ones again where it is more
 * @param engineSeconds how long the engine alone is measured, about
 * @param engineFills how often all slots of the engine alone are filled, at least
 * @param transformersBatches batches that each process of transformers answers
 * @param rounds repeats of everything at its best setting
 * @param growth times as many pictures of the whole, once, to see whether each costs the same; 1
 *     for not at all
 */
record Effort(
    int pictures,
    int sweepPictures,
    int decodings,
    double engineSeconds,
    int engineFills,
    int transformersBatches,
    int rounds,
    int growth) {
  private static final Effort FULL = new Effort(2000, 200, 4000, 6, 4, 4, 3, 10);
  private static final Effort QUICK = new Effort(300, 100, 1000, 2, 2, 1, 2, 1);

  /**
   * What is usual.
   *
   * @param pictures how many end to end; null for as many as usual
   */
  static Effort of(boolean quick, Integer pictures) {
    Effort usual = quick ? QUICK : FULL;
    int count = pictures == null ? usual.pictures : pictures;
    return new Effort(
        count,
        Math.min(count, usual.sweepPictures),
        usual.decodings,
        usual.engineSeconds,
        usual.engineFills,
        usual.transformersBatches,
        usual.rounds,
        usual.growth);
  }
}
