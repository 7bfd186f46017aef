package io.vitrine.sample;

import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** Bags and luggage. */
final class Bags {
  private Bags() {}

  static void handbag(Sketch s) {
    Dice d = s.dice;
    s.stands = d.chance(0.6);
    int kind = d.below(3);
    double topW = kind == 0 ? d.in(0.7, 0.82) : d.in(0.5, 0.62);
    double botW = kind == 0 ? d.in(0.56, 0.68) : d.in(0.7, 0.82);
    double top = -0.25;
    double bottom = d.in(0.55, 0.72);
    double rise = d.in(-0.95, -0.75);
    double hx = topW * 0.5;
    int metal = d.chance(0.6) ? Sketch.BRASS : Sketch.STEEL;
    Shape arc =
        Pen.curve(
            -hx,
            top + 0.1,
            -hx * 0.92,
            top - 0.3,
            -hx * 0.4,
            rise + 0.05,
            0,
            rise,
            hx * 0.4,
            rise + 0.05,
            hx * 0.92,
            top - 0.3,
            hx,
            top + 0.1);
    Shape far = AffineTransform.getTranslateInstance(0.04, -0.05).createTransformedShape(arc);
    s.body(Pen.stroke(far, 0.075)).puff(0.035).folds(0).dim(0.72);
    double r = kind == 2 ? 0.3 : 0.1;
    Shape body =
        Pen.mirror(
            r,
            0,
            top,
            topW,
            top,
            (topW + botW) / 2 + 0.04,
            (top + bottom) / 2,
            botW,
            bottom,
            0,
            bottom + 0.02);
    s.body(body).puff(0.22).folds(0.6);
    if (kind == 1) {
      // A flap with a clasp.
      Shape flap =
          Pen.both(
              body,
              Pen.mirrorCurve(
                  0,
                  top - 0.3,
                  topW + 0.2,
                  top - 0.3,
                  topW + 0.1,
                  top + 0.24,
                  0.3,
                  top + 0.42,
                  0,
                  top + 0.44));
      s.body(flap).second().puff(0.1).drop(0.9).folds(0.3);
      s.stitch(
          Pen.curve(
              -topW * 0.95,
              top + 0.2,
              -0.3,
              top + 0.37,
              0,
              top + 0.39,
              0.3,
              top + 0.37,
              topW * 0.95,
              top + 0.2));
      s.trim(Pen.box(0, top + 0.42, 0.09, 0.07, 0.02), metal, Surface.CHROME).drop(0.7);
      s.mark(Pen.ellipse(0, top + 0.42, 0.02, 0.03), 0, 0.7);
    } else if (kind == 2) {
      s.zip(
          Pen.curve(-topW * 0.8, top + 0.1, 0, top + 0.06, topW * 0.8, top + 0.1), 0.3, top + 0.08);
      s.body(Pen.round(0.08, -0.4, 0.1, 0.4, 0.1, 0.42, bottom - 0.1, -0.42, bottom - 0.1))
          .second()
          .puff(0.07)
          .drop(0.6)
          .folds(0.3);
      s.stitch(Pen.round(0.08, -0.36, 0.14, 0.36, 0.14, 0.38, bottom - 0.14, -0.38, bottom - 0.14));
    } else {
      s.seam(Pen.line(-topW, top + 0.1, topW, top + 0.1));
      s.body(Pen.both(body, Pen.box(0, bottom, 1, 0.26, 0)))
          .second()
          .puff(0.1)
          .drop(0.3)
          .folds(0.3);
      s.seam(Pen.line(-0.8, bottom - 0.26, 0.8, bottom - 0.26));
      s.trim(Pen.box(0, top + 0.3, 0.12, 0.06, 0.02), metal, Surface.CHROME).drop(0.5);
    }
    s.body(Pen.stroke(arc, 0.085)).puff(0.04).folds(0).drop(0.6);
    for (int side = -1; side <= 1; side += 2) {
      s.body(
              Pen.round(
                  0.03,
                  side * hx - 0.06,
                  top + 0.0,
                  side * hx + 0.06,
                  top + 0.0,
                  side * hx + 0.06,
                  top + 0.2,
                  side * hx,
                  top + 0.24,
                  side * hx - 0.06,
                  top + 0.2))
          .puff(0.03)
          .folds(0)
          .drop(0.5);
      s.trim(
              Pen.less(
                  Pen.ellipse(side * hx, top + 0.03, 0.06, 0.06),
                  Pen.ellipse(side * hx, top + 0.03, 0.035, 0.035)),
              metal,
              Surface.CHROME)
          .drop(0.6);
      s.trim(Pen.ellipse(side * hx, top + 0.16, 0.02, 0.02), metal, Surface.CHROME);
    }
    s.stitch(Pen.curve(-botW + 0.06, bottom - 0.04, 0, bottom - 0.03, botW - 0.06, bottom - 0.04));
  }

  static void backpack(Sketch s) {
    Dice d = s.dice;
    s.stands = d.chance(0.5);
    double w = d.in(0.5, 0.6);
    double top = -0.78;
    double bottom = 0.85;
    boolean flap = d.chance(0.35);
    // Straps peep out on both sides; the grab handle is on top.
    for (int side = -1; side <= 1; side += 2) {
      s.body(
              Pen.stroke(
                  Pen.curve(
                      side * 0.25,
                      top + 0.1,
                      side * (w + 0.1),
                      top + 0.34,
                      side * (w + 0.2),
                      0.1,
                      side * (w + 0.06),
                      0.66),
                  0.12))
          .puff(0.06)
          .dim(0.8)
          .folds(0.2);
      s.trim(
          Pen.stroke(Pen.curve(side * (w + 0.12), 0.44, side * (w + 0.06), 0.66), 0.05),
          0x2a2a2e,
          Surface.WEB);
    }
    s.body(
            Pen.stroke(
                Pen.curve(
                    -0.15,
                    top + 0.06,
                    -0.13,
                    top - 0.12,
                    0,
                    top - 0.17,
                    0.13,
                    top - 0.12,
                    0.15,
                    top + 0.06),
                0.075))
        .puff(0.035)
        .folds(0)
        .dim(0.9);
    // Side pockets.
    for (int side = -1; side <= 1; side += 2) {
      s.body(
              Pen.round(
                  0.08,
                  side * (w - 0.1),
                  0.2,
                  side * (w + 0.11),
                  0.24,
                  side * (w + 0.1),
                  0.78,
                  side * (w - 0.1),
                  0.82))
          .puff(0.09)
          .dim(0.85)
          .folds(0.4);
    }
    Shape body =
        Pen.mirror(0.3, 0, top, w * 0.9, top, w + 0.03, 0.1, w + 0.01, bottom, 0, bottom + 0.02);
    s.body(body).puff(0.26).folds(0.5).drop(0.6);
    if (flap) {
      Shape lid =
          Pen.mirror(
              0.2, 0, top - 0.02, w * 0.92, top - 0.02, w + 0.05, -0.4, w * 0.95, 0.0, 0, 0.05);
      s.body(lid).second().puff(0.14).drop(0.9).folds(0.4);
      s.stitch(
          Pen.mirror(
              0.2, 0, top + 0.04, w * 0.84, top + 0.04, w - 0.03, -0.4, w * 0.87, -0.05, 0, -0.01));
      for (int side = -1; side <= 1; side += 2) {
        s.trim(Pen.box(side * 0.24, 0.06, 0.045, 0.22, 0.01), 0x5e4532, Surface.RUBBER).drop(0.6);
        s.trim(
                Pen.less(
                    Pen.box(side * 0.24, 0.12, 0.07, 0.06, 0.015),
                    Pen.box(side * 0.24, 0.12, 0.04, 0.03, 0.01)),
                Sketch.BRASS,
                Surface.CHROME)
            .drop(0.6);
      }
    } else {
      s.zip(
          Pen.curve(
              -w * 0.9,
              0.12,
              -w * 0.84,
              -0.42,
              -w * 0.5,
              top + 0.16,
              0,
              top + 0.12,
              w * 0.5,
              top + 0.16,
              w * 0.84,
              -0.42,
              w * 0.9,
              0.12),
          w * 0.9,
          0.1);
      if (d.chance(0.6)) {
        s.trim(
                Pen.box(0, -0.32, 0.1, 0.06, 0.02),
                d.chance(0.5) ? 0xe8e4da : 0x2c2c30,
                Surface.RUBBER)
            .drop(0.5);
      }
    }
    double py = flap ? 0.26 : d.in(0.08, 0.2);
    Shape pocket =
        Pen.mirror(
            0.12, 0, py, w * 0.72, py, w * 0.78, 0.5, w * 0.74, bottom - 0.08, 0, bottom - 0.06);
    s.body(pocket).second().puff(0.12).drop(0.8).folds(0.4);
    s.zip(Pen.curve(-w * 0.62, py + 0.1, 0, py + 0.08, w * 0.62, py + 0.1), -w * 0.4, py + 0.09);
    s.stitch(
        Pen.mirror(
            0.1,
            0,
            py + 0.18,
            w * 0.66,
            py + 0.18,
            w * 0.7,
            0.5,
            w * 0.67,
            bottom - 0.13,
            0,
            bottom - 0.11));
  }

  static void suitcase(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    double w = d.in(0.46, 0.58);
    double top = -0.5;
    double bottom = 0.8;
    // Telescopic handle.
    double rise = d.in(-1.05, -0.85);
    for (int side = -1; side <= 1; side += 2) {
      s.trim(
              Pen.box(side * 0.19, (rise + top) / 2, 0.022, (top - rise) / 2 + 0.06, 0.01),
              Sketch.STEEL,
              Surface.CHROME)
          .bulge(0.8);
    }
    s.trim(Pen.box(0, rise, 0.25, 0.05, 0.045), 0x2b2b2f, Surface.PLASTIC);
    // Wheels.
    for (int side = -1; side <= 1; side += 2) {
      double x = side * (w - 0.1);
      s.trim(Pen.box(x, bottom + 0.02, 0.07, 0.06, 0.02), 0x3a3a3e, Surface.RUBBER);
      s.trim(Pen.ellipse(x, bottom + 0.09, 0.065, 0.075), 0x232326, Surface.RUBBER);
      s.trim(Pen.ellipse(x, bottom + 0.09, 0.026, 0.03), Sketch.STEEL, Surface.CHROME);
    }
    Shape shell = Pen.box(0, (top + bottom) / 2, w, (bottom - top) / 2, 0.13);
    s.body(shell).puff(0.15).bulge(0.45).folds(0.2);
    if (s.material == Surface.LEATHER) {
      // A classic case: belts, corner caps, seams.
      for (int side = -1; side <= 1; side += 2) {
        double x = side * w * 0.5;
        s.body(Pen.box(x, (top + bottom) / 2, 0.06, (bottom - top) / 2 + 0.005, 0.01))
            .second()
            .puff(0.03)
            .dim(0.82)
            .drop(0.6)
            .folds(0);
        s.trim(
                Pen.less(
                    Pen.box(x, -0.12, 0.09, 0.07, 0.015), Pen.box(x, -0.12, 0.055, 0.04, 0.01)),
                Sketch.BRASS,
                Surface.CHROME)
            .drop(0.6);
        for (double y : new double[] {top, bottom}) {
          double in = y < 0 ? 0.2 : -0.2;
          s.body(
                  Pen.both(
                      shell,
                      Pen.round(
                          0.1,
                          side * w * 1.3,
                          y - in,
                          side * w * 1.3,
                          y + in,
                          side * (w - 0.04),
                          y + in,
                          side * (w - 0.2),
                          y + in * 0.2,
                          side * (w - 0.2),
                          y - in)))
              .puff(0.04)
              .dim(0.86)
              .drop(0.5)
              .folds(0);
        }
      }
      s.seam(Pen.box(0, (top + bottom) / 2, w - 0.05, (bottom - top) / 2 - 0.05, 0.1));
    } else {
      int ribs = d.chance(0.8) ? 3 + d.below(3) : 0;
      boolean flat = d.chance(0.3);
      for (int i = 0; i < ribs; i++) {
        double t = (i + 1.0) / (ribs + 1) * 2 - 1;
        Shape rib =
            flat
                ? Pen.box(0, 0.15 + t * 0.6, w - 0.07, 0.042, 0.04)
                : Pen.box(t * (w - 0.02), 0.15, 0.042, 0.56, 0.04);
        s.body(rib).puff(0.045).drop(0.75).bulge(0.1);
      }
      for (int sx = -1; sx <= 1; sx += 2) {
        for (int sy = -1; sy <= 1; sy += 2) {
          if (s.material == Surface.METAL) {
            double cx = sx * (w - 0.06);
            double cy = 0.15 + sy * 0.59;
            s.trim(Pen.both(shell, Pen.box(cx, cy, 0.12, 0.12, 0.05)), 0x57575c, Surface.RUBBER)
                .puff(0.06);
            s.trim(Pen.ellipse(cx, cy, 0.016, 0.016), Sketch.STEEL, Surface.CHROME);
          }
        }
      }
      s.line(Pen.box(0, 0.15, w - 0.012, 0.638, 0.12), 0.018, 0, 0.25);
    }
    s.trim(Pen.box(0, top - 0.035, 0.15, 0.028, 0.025), 0x2b2b2f, Surface.RUBBER).drop(0.7);
    s.trim(Pen.box(w - 0.05, 0.1, 0.035, 0.1, 0.02), 0x2f2f33, Surface.PLASTIC).drop(0.6);
    s.trim(Pen.box(0, top + 0.16, 0.09, 0.03, 0.012), Sketch.STEEL, Surface.CHROME).drop(0.4);
  }
}
