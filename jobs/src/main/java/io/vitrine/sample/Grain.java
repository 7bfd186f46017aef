package io.vitrine.sample;

/**
 * How a product's materials lie on it.
 *
 * @param variant which of a texture's tiles
 * @param textureScale size of the texture, about 1
 * @param shiftU where the texture begins, across, in texels
 * @param shiftV likewise, down
 * @param bandAngle turn of what metal reflects, in radians
 * @param bandShift shift of it
 * @param foldAngle turn of the folds, in radians
 * @param woodTurn turn of wood's grain, in radians
 */
record Grain(
    int variant,
    double textureScale,
    double shiftU,
    double shiftV,
    double bandAngle,
    double bandShift,
    double foldAngle,
    double woodTurn) {

  static Grain of(Dice d) {
    return new Grain(
        d.below(6),
        d.in(0.85, 1.08),
        d.in(0, 512),
        d.in(0, 512),
        d.in(-0.5, 0.5),
        d.in(-0.3, 0.3),
        d.in(-0.35, 0.35),
        d.chance(0.5) ? Math.PI / 2 : 0);
  }
}
