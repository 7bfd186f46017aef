package io.vitrine.bench;

/**
 * What the parts reach alone, in pictures a second, each with all the cores.
 *
 * @param decode decoding alone
 * @param engine the engine alone, on decoded pictures
 */
record Parts(double decode, double engine) {

  /** What both reach together on the same cores when nothing else costs anything. */
  double yardstick() {
    return 1 / (1 / decode + 1 / engine);
  }

  /** The share of the yardstick that a measured rate is. */
  double share(double imagesPerSecond) {
    return imagesPerSecond / yardstick();
  }
}
