package io.vitrine.sample;

/** The direction that the light comes from: x to the right, y down, z towards who looks. */
record Light(float x, float y, float z) {

  static Light of(Dice d) {
    double azimuth = d.in(-2.75, -0.4);
    double high = d.in(0.6, 0.82);
    double flat = Math.sqrt(1 - high * high);
    return new Light(
        (float) (Math.cos(azimuth) * flat), (float) (Math.sin(azimuth) * flat), (float) high);
  }
}
