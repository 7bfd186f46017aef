package io.vitrine.sample;

import java.awt.Shape;

/** Hats and caps. */
final class Headwear {
  private Headwear() {}

  static void hat(Sketch s) {
    int kind = s.material == Surface.KNIT && s.dice.chance(0.6) ? 2 : s.dice.below(4);
    switch (kind) {
      case 0 -> cap(s);
      case 1 -> bucket(s);
      case 2 -> beanie(s);
      default -> brimmed(s);
    }
  }

  private static void cap(Sketch s) {
    Dice d = s.dice;
    double high = d.in(0.55, 0.66);
    double reach = d.in(1.0, 1.15);
    Shape dome =
        Pen.loop(
            -0.62,
            0.2,
            -0.6,
            -0.12,
            -0.42,
            -high + 0.12,
            -0.1,
            -high,
            0.22,
            -high + 0.1,
            0.44,
            -0.16,
            0.52,
            0.14,
            0.3,
            0.22,
            -0.1,
            0.28,
            -0.45,
            0.26);
    Shape brim =
        Pen.loop(
            0.08,
            0.18,
            0.4,
            0.08,
            0.7,
            0.08,
            reach,
            0.24,
            reach + 0.02,
            0.33,
            0.85,
            0.36,
            0.5,
            0.33,
            0.1,
            0.34);
    s.trim(
            Pen.loop(0.05, 0.26, 0.5, 0.24, reach - 0.02, 0.36, 0.7, 0.42, 0.2, 0.4),
            0x3a3a3e,
            Surface.WEB)
        .drop(0);
    s.body(dome).puff(0.3).folds(0.5);
    s.seam(Pen.curve(-0.1, -high, -0.18, -0.2, -0.22, 0.26));
    s.seam(Pen.curve(-0.1, -high, 0.2, -0.3, 0.28, 0.2));
    s.seam(Pen.curve(-0.1, -high, -0.42, -0.3, -0.52, 0.2));
    s.mark(Pen.ellipse(-0.3, -0.28, 0.02, 0.025), 0, 0.7);
    s.mark(Pen.ellipse(0.06, -0.3, 0.02, 0.025), 0, 0.7);
    s.body(brim).second().puff(0.08).drop(0.8).folds(0.2).angle(0.1);
    s.stitch(Pen.curve(0.2, 0.24, 0.6, 0.15, reach - 0.06, 0.28));
    s.stitch(Pen.curve(0.25, 0.29, 0.6, 0.22, reach - 0.12, 0.31));
    s.body(Pen.ellipse(-0.1, -high, 0.06, 0.04)).puff(0.03).drop(0.6);
  }

  private static void bucket(Sketch s) {
    Dice d = s.dice;
    double brim = d.in(0.74, 0.9);
    s.body(Pen.mirrorCurve(0, 0.02, 0.45, 0.04, brim, 0.36, brim - 0.04, 0.44, 0.4, 0.52, 0, 0.54))
        .second()
        .puff(0.14)
        .folds(0.6);
    for (int i = 1; i <= 3; i++) {
      double k = 0.5 + i * 0.14;
      s.stitch(
          Pen.curve(
              -brim * k,
              0.14 + 0.07 * i,
              -brim * k * 0.5,
              0.24 + 0.075 * i,
              0,
              0.27 + 0.075 * i,
              brim * k * 0.5,
              0.24 + 0.075 * i,
              brim * k,
              0.14 + 0.07 * i));
    }
    s.body(Pen.mirror(0.14, 0, -0.55, 0.36, -0.52, 0.44, -0.36, 0.54, 0.1, 0.3, 0.2, 0, 0.22))
        .puff(0.24)
        .folds(0.7)
        .drop(0.7);
    s.seam(Pen.curve(-0.4, -0.42, -0.2, -0.34, 0, -0.32, 0.2, -0.34, 0.4, -0.42));
    s.seam(Pen.curve(-0.53, 0.08, -0.25, 0.17, 0, 0.19, 0.25, 0.17, 0.53, 0.08));
    s.line(Pen.line(0.12, -0.3, 0.14, 0.16), 0.012, 0, 0.35);
  }

  private static void beanie(Sketch s) {
    Dice d = s.dice;
    double high = d.in(0.62, 0.78);
    s.body(Pen.mirrorCurve(0, -high, 0.3, -high + 0.08, 0.5, -0.25, 0.56, 0.2, 0.5, 0.44, 0, 0.5))
        .puff(0.34)
        .folds(0.6);
    for (int i = -2; i <= 2; i++) {
      s.line(Pen.curve(i * 0.06, -high + 0.06, i * 0.16, -0.25, i * 0.21, 0.2), 0.016, 0, 0.22);
    }
    s.body(Pen.mirror(0.07, 0, 0.22, 0.35, 0.2, 0.6, 0.14, 0.62, 0.44, 0.35, 0.53, 0, 0.55))
        .second()
        .puff(0.1)
        .folds(0.3)
        .drop(0.8);
    for (int i = -9; i <= 9; i++) {
      double x = 0.58 * Math.sin(i * Math.PI / 20);
      double y = -0.07 * (x / 0.6) * (x / 0.6);
      s.line(Pen.line(x, 0.25 + y, x * 1.03, 0.51 + y), 0.014, 0, 0.24);
    }
    if (d.chance(0.5)) {
      s.body(Pen.ellipse(0, -high - 0.12, 0.19, 0.18)).puff(0.2).drop(0.6);
    }
  }

  private static void brimmed(Sketch s) {
    Dice d = s.dice;
    double brim = d.in(0.9, 1.05);
    s.body(Pen.mirrorCurve(0, 0.0, 0.6, 0.06, brim, 0.18, brim + 0.02, 0.26, 0.6, 0.42, 0, 0.46))
        .puff(0.1)
        .folds(0.3);
    s.stitch(Pen.curve(-brim + 0.05, 0.27, -0.5, 0.39, 0, 0.42, 0.5, 0.39, brim - 0.05, 0.27));
    s.body(
            Pen.mirrorCurve(
                0, -0.5, 0.16, -0.58, 0.36, -0.5, 0.44, -0.3, 0.5, 0.14, 0.3, 0.24, 0, 0.27))
        .puff(0.26)
        .folds(0.5)
        .drop(0.8);
    s.line(Pen.curve(0, -0.5, -0.03, -0.34, 0.02, -0.2), 0.05, 0, 0.16);
    s.trim(
            Pen.mirror(0.04, 0, 0.1, 0.3, 0.08, 0.478, -0.02, 0.5, 0.13, 0.3, 0.23, 0, 0.26),
            d.chance(0.6) ? Sketch.BLACK : 0x6d5138,
            Surface.WEB)
        .puff(0.06);
    s.trim(Pen.round(0.02, 0.3, 0.06, 0.4, 0.0, 0.42, 0.2, 0.32, 0.23), 0x2c2a2c, Surface.WEB);
  }
}
