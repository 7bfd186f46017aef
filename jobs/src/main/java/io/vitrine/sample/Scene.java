package io.vitrine.sample;

/**
 * What all parts of a product share in a picture.
 *
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 * @param material of the body
 * @param pattern null without one
 * @param blocks null where colours are not blocked
 */
record Scene(
    int width,
    int height,
    Placement placement,
    Surface material,
    Look look,
    PatternTile pattern,
    BlockPlan blocks,
    Light light,
    Grain grain) {

  /** The shorter side, in pixels. */
  double side() {
    return Math.min(width, height);
  }
}
