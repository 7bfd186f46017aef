package io.vitrine.sample;

import java.awt.Shape;

/** Skirts and dresses, laid flat. */
final class Skirts {
  private Skirts() {}

  static void dress(Sketch s) {
    Dice d = s.dice;
    int kind = d.below(3);
    double waist = d.in(0.22, 0.27);
    double wy = d.in(-0.2, -0.1);
    double flare = kind == 1 ? d.in(0.34, 0.4) : d.in(0.55, 0.72);
    double len = d.in(0.85, 0.98);
    boolean sleeved = d.chance(0.5);
    if (sleeved) {
      Shape sleeve = Pen.round(0.08, 0.2, -0.86, 0.36, -0.78, 0.56, -0.5, 0.4, -0.4, 0.28, -0.52);
      Tops.sleeves(s, sleeve, Pen.line(0.5, -0.53, 0.4, -0.46), 0.7);
    }
    s.body(Pen.ellipse(0, -0.84, 0.16, 0.06)).dim(0.5).puff(0.02).folds(0);
    Shape skirt =
        kind == 1
            ? Pen.mirror(
                0.12,
                0,
                wy - 0.03,
                waist,
                wy - 0.03,
                waist + 0.12,
                wy + 0.25,
                flare,
                len - 0.1,
                flare - 0.02,
                len,
                0,
                len + 0.02)
            : Pen.mirror(
                0.1,
                0,
                wy - 0.03,
                waist,
                wy - 0.03,
                (waist + flare) * 0.47,
                wy + 0.4,
                flare,
                len - 0.05,
                flare * 0.6,
                len + 0.02,
                0,
                len + 0.04);
    s.body(skirt).puff(0.22).folds(1.4);
    if (kind == 2) {
      double y1 = wy + (len - wy) * 0.36;
      double y2 = wy + (len - wy) * 0.68;
      double f1 = waist + (flare - waist) * 0.45;
      double f2 = waist + (flare - waist) * 0.78;
      s.body(
              Pen.mirror(
                  0.06, 0, wy - 0.03, waist, wy - 0.03, f2 + 0.04, y2, f2 * 0.5, y2 + 0.03, 0,
                  y2 + 0.03))
          .puff(0.16)
          .folds(1.4)
          .drop(0.8);
      s.body(
              Pen.mirror(
                  0.06, 0, wy - 0.03, waist, wy - 0.03, f1 + 0.05, y1, f1 * 0.5, y1 + 0.03, 0,
                  y1 + 0.03))
          .puff(0.12)
          .folds(1.4)
          .drop(0.8);
    } else {
      int pleats = 5 + d.below(4);
      for (int i = 1; i < pleats; i++) {
        double t = 2.0 * i / pleats - 1;
        double reach = kind == 1 ? 0.25 : d.in(0.5, 0.95);
        s.line(
            Pen.curve(
                t * waist * 0.95,
                wy + 0.05,
                t * (waist + flare) * 0.47,
                wy + (len - wy) * reach * 0.5,
                t * flare * (0.3 + 0.65 * reach),
                wy + (len - wy) * reach),
            0.016,
            0,
            0.2);
      }
    }
    double top = sleeved ? -0.86 : d.in(-0.9, -0.86);
    double vy = d.in(-0.66, -0.56);
    Shape bodice =
        sleeved
            ? Pen.mirror(0.06, 0, vy, 0.15, top, 0.34, top + 0.08, 0.31, -0.5, waist, wy, 0, wy)
            : Pen.mirror(
                0.05, 0, vy, 0.14, -0.72, 0.16, top, 0.23, top, 0.25, -0.68, 0.31, -0.54, waist, wy,
                0, wy);
    s.body(bodice).second().puff(0.14).drop(0.35).folds(0.7);
    s.line(Pen.curve(-0.16, wy - 0.04, -0.2, -0.34, -0.24, -0.44), 0.012, 0, 0.25);
    s.line(Pen.curve(0.16, wy - 0.04, 0.2, -0.34, 0.24, -0.44), 0.012, 0, 0.25);
    Shape belt = Pen.box(0, wy, waist + 0.015, 0.035, 0.015);
    if (d.chance(0.5)) {
      s.trim(belt, d.chance(0.5) ? Sketch.BLACK : 0x6b4a35, Surface.RUBBER).drop(0.6);
      s.trim(
          Pen.less(Pen.box(0, wy, 0.05, 0.05, 0.015), Pen.box(0, wy, 0.028, 0.028, 0.01)),
          Sketch.BRASS,
          Surface.CHROME);
    } else {
      s.body(belt).puff(0.03).drop(0.5).folds(0);
    }
    if (s.material == Surface.DENIM) {
      for (int i = 0; i < 4; i++) {
        s.button(0, vy + 0.08 + i * 0.1, 0.022, Sketch.BRASS);
      }
    }
    s.stitch(Pen.curve(-flare * 0.95, len - 0.1, 0, len - 0.02, flare * 0.95, len - 0.1));
  }

  static void skirt(Sketch s) {
    Dice d = s.dice;
    int kind = d.below(3);
    double waist = d.in(0.36, 0.44);
    double len = kind == 1 ? d.in(0.45, 0.7) : d.in(0.3, 0.62);
    double flare = kind == 1 ? waist + d.in(0.06, 0.12) : waist + d.in(0.3, 0.5);
    double top = -0.55;
    s.body(Pen.ellipse(0, top, waist, 0.06)).dim(0.5).puff(0.02).folds(0);
    Shape skirt =
        kind == 1
            ? Pen.mirror(
                0.12, 0, top + 0.03, waist, top, waist + 0.13, top + 0.4, flare, len, 0, len + 0.03)
            : Pen.mirror(
                0.08,
                0,
                top + 0.03,
                waist,
                top,
                (waist + flare) / 2 + 0.05,
                (top + len) / 2,
                flare,
                len - 0.04,
                flare * 0.55,
                len + 0.05,
                0,
                len + 0.06);
    s.body(skirt).puff(0.24).folds(1.2);
    if (kind == 0) {
      int pleats = 6 + d.below(4);
      for (int i = 1; i < pleats; i++) {
        double t = 2.0 * i / pleats - 1;
        double lean = 0.035;
        Shape pleat =
            Pen.poly(
                t * waist,
                top + 0.1,
                t * waist + lean * 0.6,
                top + 0.1,
                t * flare + lean * 1.6,
                len + 0.05 - 0.08 * t * t,
                t * flare,
                len + 0.05 - 0.08 * t * t);
        s.mark(Pen.both(pleat, skirt), 0, 0.2);
        s.line(
            Pen.line(t * waist, top + 0.1, t * flare * 0.995, len + 0.02 - 0.08 * t * t),
            0.012,
            0,
            0.35);
      }
    } else if (kind == 1) {
      for (int i = 0; i < 6; i++) {
        if (i == 0) {
          s.seam(Pen.line(-0.035, top + 0.12, -0.035, len));
        }
        s.button(
            0.0,
            top + 0.2 + i * (len - top - 0.3) / 6,
            0.028,
            s.material == Surface.DENIM ? Sketch.BRASS : Sketch.WHITE);
      }
      for (int side = -1; side <= 1; side += 2) {
        s.seam(
            Pen.curve(
                side * (waist - 0.12),
                top + 0.1,
                side * (waist - 0.08),
                top + 0.24,
                side * (waist + 0.07),
                top + 0.28));
      }
    } else {
      for (int tier = 2; tier >= 1; tier--) {
        double y = top + (len - top) * tier / 3;
        double f = waist + (flare - waist) * tier / 3 + 0.07;
        s.body(
                Pen.mirror(
                    0.06, 0, top + 0.03, waist, top + 0.03, f, y, f * 0.5, y + 0.04, 0, y + 0.045))
            .puff(0.14)
            .folds(1.4)
            .drop(0.8);
      }
    }
    Shape band =
        Pen.mirror(
            0.03,
            0,
            top + 0.06,
            waist * 0.6,
            top + 0.055,
            waist + 0.01,
            top + 0.02,
            waist + 0.03,
            top + 0.13,
            waist * 0.6,
            top + 0.165,
            0,
            top + 0.17);
    s.body(band).second().puff(0.05).drop(0.5).folds(0.2);
    s.stitch(Pen.curve(-waist, top + 0.12, 0, top + 0.15, waist, top + 0.12));
    if (s.material != Surface.KNIT) {
      s.button(0, top + 0.115, 0.032, s.material == Surface.COTTON ? Sketch.WHITE : Sketch.BRASS);
    }
    s.stitch(Pen.curve(-flare * 0.93, len - 0.07, 0, len - 0.01, flare * 0.93, len - 0.07));
  }
}
