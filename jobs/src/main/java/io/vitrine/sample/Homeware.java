package io.vitrine.sample;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** Things for the home. */
final class Homeware {
  private Homeware() {}

  static void mug(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    double w = d.in(0.5, 0.6);
    double top = -0.58;
    double bottom = d.in(0.5, 0.68);
    double taper = d.chance(0.5) ? 0 : d.in(0.03, 0.14);
    double e = d.in(0.1, 0.16);
    double side = d.sign();
    // The handle is behind the wall.
    double hy = (top + bottom) / 2 + 0.02;
    double hr = d.in(0.27, 0.33);
    double hw = d.in(0.12, 0.16);
    Path2D loop =
        Pen.curve(
            side * (w - 0.1),
            hy - hr,
            side * (w + 0.18),
            hy - hr * 0.98,
            side * (w + 0.34),
            hy - hr * 0.3,
            side * (w + 0.28),
            hy + hr * 0.5,
            side * (w - 0.08),
            hy + hr * 0.95);
    s.body(Pen.stroke(loop, hw)).second().puff(0.08).bulge(0.2);
    Path2D wall = new Path2D.Double();
    wall.moveTo(-w, top);
    wall.curveTo(-w, top + 0.4, -w + taper * 0.4, bottom - 0.3, -w + taper + 0.02, bottom - 0.04);
    wall.curveTo(
        -w + taper + 0.08,
        bottom + e * 0.75,
        w - taper - 0.08,
        bottom + e * 0.75,
        w - taper - 0.02,
        bottom - 0.04);
    wall.curveTo(w - taper * 0.4, bottom - 0.3, w, top + 0.4, w, top);
    wall.closePath();
    s.body(wall).lathe().drop(0.4);
    if (s.material == Surface.CERAMIC) {
      // The unglazed foot.
      s.line(
          Pen.curve(
              -w + taper + 0.07,
              bottom + 0.02,
              0,
              bottom + e * 0.55,
              w - taper - 0.07,
              bottom + 0.02),
          0.03,
          0xb79a78,
          0.75);
    }
    s.body(Pen.ellipse(0, top, w, e)).puff(0.03).drop(0).bulge(0.1);
    if (s.material == Surface.METAL) {
      s.line(Pen.ellipse(0, top, w - 0.012, e - 0.01), 0.024, 0xe9edf2, 0.9);
    }
    Shape inside = Pen.ellipse(0, top + 0.012, w - 0.05, e - 0.03);
    s.trim(inside, s.material == Surface.WOOD ? 0xc9a377 : 0xd9d6d0, Surface.RUBBER)
        .drop(0)
        .puff(0.1)
        .bulge(-0.6);
    s.mark(Pen.both(inside, Pen.ellipse(0.1, top - e * 0.55, w, e)), 0, 0.28);
    if (d.chance(0.45)) {
      s.mark(Pen.both(inside, Pen.ellipse(0, top + e * 0.75, w, e * 0.8)), 0x3b2416, 0.95);
    }
  }

  static void lamp(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    int kind = d.below(3);
    if (kind == 0) {
      // A turned foot with a drum or cone shade.
      double tw = d.in(0.3, 0.42);
      double bw = d.in(0.56, 0.66);
      double sy = 0.0;
      double belly = d.in(0.2, 0.34);
      s.trim(Pen.box(0, 0.12, 0.03, 0.2, 0.01), Sketch.BRASS, Surface.CHROME).bulge(0.9);
      Shape foot =
          Pen.mirrorCurve(
              0,
              0.16,
              0.09,
              0.17,
              0.12,
              0.26,
              belly,
              0.5,
              belly * 0.92,
              0.66,
              0.18,
              0.8,
              0.3,
              0.9,
              0.3,
              0.96,
              0,
              0.99);
      s.body(foot).lathe().drop(0.4);
      Shape shade =
          Pen.mirror(0.04, 0, -0.86, tw, -0.84, bw, sy, bw * 0.5, sy + 0.06, 0, sy + 0.07);
      if (s.material == Surface.METAL || s.material == Surface.PLASTIC || d.chance(0.3)) {
        s.body(shade).lathe().second().drop(0.7);
      } else {
        s.trim(shade, 0xf0e8d6, Surface.WEB).lathe().drop(0.7);
      }
      s.line(Pen.curve(-bw + 0.02, sy - 0.02, 0, sy + 0.05, bw - 0.02, sy - 0.02), 0.02, 0, 0.25);
      s.line(Pen.curve(-tw + 0.01, -0.82, 0, -0.84, tw - 0.01, -0.82), 0.016, 0, 0.25);
    } else if (kind == 1) {
      // A jointed desk lamp.
      double side = d.sign();
      s.body(Pen.mirrorCurve(0, 0.76, 0.3, 0.78, 0.44, 0.86, 0.42, 0.94, 0, 0.97)).lathe();
      s.body(Pen.stroke(Pen.line(0, 0.8, side * -0.38, 0.12), 0.1)).puff(0.06).bulge(0.1);
      s.body(Pen.stroke(Pen.line(side * -0.38, 0.12, side * 0.24, -0.5), 0.1))
          .puff(0.06)
          .bulge(0.1);
      s.trim(Pen.ellipse(side * -0.38, 0.12, 0.085, 0.085), 0x3d3d42, Surface.RUBBER);
      s.trim(Pen.ellipse(side * -0.38, 0.12, 0.04, 0.04), Sketch.STEEL, Surface.CHROME);
      double a = side * d.in(0.25, 0.5);
      s.trim(
              Pen.turn(Pen.ellipse(side * 0.4, -0.2, 0.4, 0.1), -a, side * 0.4, -0.4),
              0xfff3cf,
              Surface.RUBBER)
          .drop(0);
      Shape shade =
          Pen.mirror(0.1, 0, -0.86, 0.14, -0.84, 0.24, -0.62, 0.44, -0.24, 0.22, -0.17, 0, -0.15);
      shade = AffineTransform.getTranslateInstance(side * 0.36, 0).createTransformedShape(shade);
      s.body(Pen.turn(shade, -a, side * 0.36, -0.5)).puff(0.22).bulge(0.6).drop(0.5);
      s.trim(Pen.ellipse(side * 0.24, -0.52, 0.075, 0.075), 0x3d3d42, Surface.RUBBER);
    } else {
      // A mushroom lamp.
      double w = d.in(0.62, 0.74);
      s.body(
              Pen.mirrorCurve(
                  0, -0.1, 0.14, -0.08, 0.15, 0.2, 0.18, 0.6, 0.36, 0.82, 0.36, 0.9, 0, 0.94))
          .lathe();
      s.trim(Pen.ellipse(0, -0.1, w * 0.92, 0.1), 0xfff0c8, Surface.RUBBER).drop(0);
      s.body(
              Pen.mirrorCurve(
                  0, -0.86, w * 0.5, -0.78, w * 0.9, -0.42, w, -0.14, w * 0.6, -0.05, 0, -0.02))
          .second()
          .lathe()
          .drop(0.7);
    }
    if (d.chance(0.5)) {
      double side = d.sign();
      s.rope(
          Pen.curve(side * 0.28, 0.93, side * 0.5, 0.96, side * 0.62, 0.9, side * 0.8, 0.95),
          0.02,
          0x38383c);
    }
  }

  static void vase(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    int kind = d.below(4);
    double neck = d.in(0.11, 0.15);
    double belly = d.in(0.38, 0.5);
    double top = -0.62;
    if (d.chance(0.5)) {
      stems(s, d, top);
    }
    Shape profile =
        switch (kind) {
          case 0 ->
              Pen.mirrorCurve(
                  0,
                  top,
                  neck + 0.06,
                  top,
                  neck,
                  top + 0.1,
                  neck,
                  -0.25,
                  belly,
                  0.3,
                  belly * 0.9,
                  0.64,
                  belly * 0.5,
                  0.88,
                  0,
                  0.92);
          case 1 ->
              Pen.mirrorCurve(
                  0,
                  top,
                  neck + 0.1,
                  top,
                  neck + 0.01,
                  top + 0.12,
                  neck + 0.06,
                  -0.3,
                  belly * 1.02,
                  -0.1,
                  belly * 0.95,
                  0.2,
                  belly * 0.5,
                  0.66,
                  belly * 0.46,
                  0.88,
                  0,
                  0.91);
          case 2 ->
              Pen.mirrorCurve(
                  0,
                  top,
                  neck + 0.02,
                  top,
                  neck,
                  top + 0.2,
                  neck * 1.05,
                  0.0,
                  belly * 0.75,
                  0.3,
                  belly * 1.08,
                  0.6,
                  belly,
                  0.82,
                  0,
                  0.9);
          default ->
              Pen.mirrorCurve(
                  0,
                  top,
                  neck + 0.12,
                  top - 0.01,
                  neck + 0.02,
                  top + 0.14,
                  belly * 0.6,
                  -0.18,
                  belly,
                  0.14,
                  belly * 0.8,
                  0.46,
                  belly * 0.36,
                  0.7,
                  belly * 0.5,
                  0.88,
                  0,
                  0.92);
        };
    s.body(profile).lathe().drop(0.3);
    double mouth =
        kind == 0 ? neck + 0.05 : kind == 1 ? neck + 0.09 : kind == 2 ? neck + 0.015 : neck + 0.11;
    s.body(Pen.ellipse(0, top + 0.005, mouth, 0.045)).puff(0.02).drop(0).bulge(0.1);
    s.mark(Pen.ellipse(0, top + 0.008, mouth - 0.03, 0.028), 0x14120f, 0.8);
    if (s.material == Surface.CERAMIC) {
      double f = kind == 0 || kind == 3 ? belly * 0.42 : kind == 1 ? belly * 0.4 : belly * 0.8;
      s.line(Pen.curve(-f, 0.87, 0, 0.905, f, 0.87), 0.03, 0xb79a78, 0.7);
    } else if (s.material == Surface.WOOD) {
      s.line(Pen.curve(-neck, top + 0.14, 0, top + 0.17, neck, top + 0.14), 0.016, 0, 0.35);
    }
    if (kind == 3 && d.chance(0.5)) {
      for (int side = -1; side <= 1; side += 2) {
        s.body(
                Pen.stroke(
                    Pen.curve(
                        side * (neck + 0.03),
                        top + 0.14,
                        side * (neck + 0.26),
                        top + 0.14,
                        side * (belly * 0.8),
                        -0.1),
                    0.07))
            .second()
            .puff(0.04)
            .drop(0.5);
      }
    }
  }

  private static void stems(Sketch s, Dice d, double top) {
    int n = 2 + d.below(3);
    boolean dry = d.chance(0.5);
    for (int i = 0; i < n; i++) {
      double x = (i - (n - 1) / 2.0) * 0.26 + d.in(-0.06, 0.06);
      double y = top - d.in(0.3, 0.6);
      s.rope(Pen.curve(0, top + 0.02, x * 0.4, top - 0.2, x, y), 0.022, dry ? 0x9c8b6b : 0x5e7458);
      if (dry) {
        for (int k = 0; k < 5; k++) {
          double t = k / 5.0;
          s.mark(
                  Pen.ellipse(
                      x * (1 - t * 0.35) + (k % 2 * 2 - 1) * 0.03, y + t * 0.22, 0.03, 0.045),
                  0xcbbb9a,
                  1)
              .free();
        }
      } else {
        for (int k = 0; k < 5; k++) {
          double a = k * Math.PI * 0.4;
          s.mark(
                  Pen.ellipse(x + 0.06 * Math.sin(a), y + 0.06 * Math.cos(a), 0.055, 0.055),
                  k % 2 == 0 ? 0xf2eee6 : 0xe4ded2,
                  1)
              .free();
        }
        s.mark(Pen.ellipse(x, y, 0.03, 0.03), 0xd8b45c, 1).free();
        s.mark(
                Pen.turn(
                    Pen.ellipse(x * 0.5 + 0.06, top - 0.2, 0.07, 0.025), -0.6, x * 0.5, top - 0.2),
                0x5e7458,
                1)
            .free();
      }
    }
  }
}
