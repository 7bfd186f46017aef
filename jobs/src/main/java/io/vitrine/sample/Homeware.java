package io.vitrine.sample;

import java.awt.Shape;
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
            false,
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
              false,
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
      s.line(
          Pen.curve(false, -bw + 0.02, sy - 0.02, 0, sy + 0.05, bw - 0.02, sy - 0.02),
          0.02,
          0,
          0.25);
      s.line(Pen.curve(false, -tw + 0.01, -0.82, 0, -0.84, tw - 0.01, -0.82), 0.016, 0, 0.25);
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
      shade =
          java.awt.geom.AffineTransform.getTranslateInstance(side * 0.36, 0)
              .createTransformedShape(shade);
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
          Pen.curve(false, side * 0.28, 0.93, side * 0.5, 0.96, side * 0.62, 0.9, side * 0.8, 0.95),
          0.02,
          0x38383c);
    }
  }

  static void chair(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    double lean = d.in(0.08, 0.16) * 1;
    boolean frame = s.material == Surface.WOOD || s.material == Surface.METAL;
    double seat = 0.12;
    double fw = d.in(0.5, 0.56);
    double bw = fw - d.in(0.06, 0.1);
    double legs = 1.0;
    double t = frame ? 0.115 : 0.075;
    int legColour = d.chance(0.5) ? 0x2c2c30 : 0xb08a5e;
    // Back legs.
    for (int side = -1; side <= 1; side += 2) {
      Shape leg =
          Pen.round(
              0.02,
              side * (bw - t * 0.55) + lean,
              seat,
              side * (bw + t * 0.2) + lean,
              seat,
              side * (bw + 0.0) + lean,
              legs - 0.16,
              side * (bw - t * 0.6) + lean,
              legs - 0.16);
      if (frame) {
        s.body(leg).puff(0.05).angle(0).dim(0.8);
      } else {
        s.trim(leg, Look.scale(legColour, 0.75), Surface.RUBBER);
      }
    }
    int kind = d.below(3);
    double top = d.in(-1.0, -0.86);
    Shape back =
        Pen.round(
            0.12,
            -bw + lean - 0.02,
            top,
            bw + lean + 0.02,
            top,
            bw + lean,
            seat - 0.06,
            -bw + lean,
            seat - 0.06);
    if (frame) {
      // Posts with slats, rails or a solid panel.
      for (int side = -1; side <= 1; side += 2) {
        s.body(
                Pen.round(
                    0.03,
                    side * (bw - t) + lean,
                    top + 0.04,
                    side * (bw + 0.01) + lean,
                    top + 0.03,
                    side * bw + lean,
                    seat,
                    side * (bw - t) + lean,
                    seat))
            .puff(0.06)
            .angle(0);
      }
      if (kind == 0) {
        for (int i = -1; i <= 1; i++) {
          s.body(
                  Pen.box(
                      i * bw * 0.5 + lean, (top + seat) / 2, 0.075, (seat - top) / 2 - 0.05, 0.02))
              .puff(0.04)
              .drop(0.4);
        }
      } else if (kind == 1) {
        for (int i = 0; i < 3; i++) {
          s.body(Pen.box(lean, top + 0.3 + i * 0.24, bw - 0.04, 0.085, 0.03))
              .second()
              .puff(0.05)
              .angle(Math.PI / 2)
              .drop(0.4);
        }
      } else {
        s.body(
                Pen.round(
                    0.08,
                    -bw + 0.05 + lean,
                    top + 0.08,
                    bw - 0.05 + lean,
                    top + 0.08,
                    bw - 0.06 + lean,
                    seat - 0.28,
                    -bw + 0.06 + lean,
                    seat - 0.28))
            .second()
            .puff(0.06);
      }
      s.body(
              Pen.round(
                  0.06,
                  -bw - 0.03 + lean,
                  top,
                  lean,
                  top - 0.05,
                  bw + 0.03 + lean,
                  top,
                  bw + 0.03 + lean,
                  top + 0.18,
                  lean,
                  top + 0.14,
                  -bw - 0.03 + lean,
                  top + 0.18))
          .puff(0.07)
          .angle(Math.PI / 2)
          .drop(0.6);
    } else {
      s.body(
              kind == 0
                  ? Pen.mirrorCurve(
                      0,
                      top,
                      bw * 0.7,
                      top + 0.04,
                      bw + 0.03,
                      top + 0.4,
                      bw + 0.04,
                      seat,
                      0,
                      seat + 0.1)
                  : back)
          .second()
          .puff(0.14)
          .folds(0.4)
          .bulge(0.5);
      if (s.material == Surface.LEATHER) {
        int rows = 3;
        for (int r = 0; r < rows; r++) {
          for (int c = -1; c <= 1; c++) {
            double x = c * bw * 0.5 + (kind == 0 ? 0 : lean);
            double y = top + 0.26 + r * 0.24;
            s.mark(Pen.ellipse(x, y, 0.04, 0.035), 0, 0.3);
            s.mark(Pen.ellipse(x, y, 0.02, 0.018), 0, 0.5);
          }
        }
        s.seam(
            Pen.line(
                -bw + 0.06 + (kind == 0 ? 0 : lean),
                top + 0.14,
                bw - 0.06 + (kind == 0 ? 0 : lean),
                top + 0.14));
      } else if (d.chance(0.5)) {
        s.mark(Pen.box(kind == 0 ? 0 : lean, top + 0.24, 0.16, 0.05, 0.05), 0x101012, 0.7);
      }
    }
    // The front legs and an apron, then the seat.
    for (int side = -1; side <= 1; side += 2) {
      Shape leg =
          Pen.round(
              0.02,
              side * (fw - t),
              seat + 0.1,
              side * fw,
              seat + 0.1,
              side * (fw + 0.01),
              legs,
              side * (fw - t * 0.85),
              legs);
      if (frame) {
        s.body(leg).puff(0.06).drop(0.6);
      } else {
        s.trim(leg, legColour, Surface.RUBBER).drop(0.6);
      }
    }
    if (frame) {
      s.body(Pen.box(0, seat + 0.26, fw - 0.03, 0.06, 0.01))
          .puff(0.04)
          .angle(Math.PI / 2)
          .dim(0.86);
      if (d.chance(0.6)) {
        s.body(Pen.box(0, legs - 0.32, fw - 0.05, 0.045, 0.02))
            .puff(0.04)
            .angle(Math.PI / 2)
            .dim(0.86);
      }
    }
    double thick = s.material == Surface.LEATHER ? 0.18 : 0.1;
    Shape seatTop =
        Pen.round(
            0.09,
            -bw + lean * 0.9,
            seat - 0.1,
            bw + lean * 0.9,
            seat - 0.1,
            fw + 0.06,
            seat + 0.14,
            -fw - 0.06,
            seat + 0.14);
    Shape edge =
        Pen.round(
            0.06,
            -fw - 0.06,
            seat + 0.06,
            fw + 0.06,
            seat + 0.06,
            fw + 0.05,
            seat + 0.12 + thick,
            -fw - 0.05,
            seat + 0.12 + thick);
    s.body(edge).puff(0.07).angle(Math.PI / 2).dim(0.84).drop(0.6).folds(0.2);
    s.body(seatTop).puff(0.08).angle(Math.PI / 2).drop(0.3).folds(0.3);
    if (s.material == Surface.LEATHER) {
      s.stitch(Pen.line(-fw, seat + 0.13, fw, seat + 0.13));
    }
  }

  static void sofa(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    int seats = 2 + d.below(2);
    double w = seats == 2 ? d.in(0.78, 0.88) : d.in(0.95, 1.05);
    double arm = d.in(0.16, 0.22);
    double top = d.in(-0.5, -0.42);
    double armTop = d.in(-0.12, -0.02);
    boolean round = d.chance(0.5);
    for (int side = -1; side <= 1; side += 2) {
      Shape leg =
          Pen.round(
              0.01,
              side * (w - 0.06),
              0.5,
              side * (w - 0.16),
              0.5,
              side * (w - 0.13),
              0.64,
              side * (w - 0.08),
              0.64);
      s.trim(leg, d.chance(0.5) ? 0x6b4a30 : 0x2b2b2e, Surface.RUBBER);
    }
    s.body(Pen.box(0, (top + 0.4) / 2, w - 0.04, (0.4 - top) / 2, 0.12))
        .puff(0.12)
        .folds(0.4)
        .dim(0.9);
    double inner = w - arm;
    // Back cushions.
    for (int i = 0; i < seats; i++) {
      double cw = inner / seats;
      double x = -inner + cw * (2 * i + 1);
      s.body(Pen.box(x, (top + 0.2) / 2 - 0.02, cw - 0.008, (0.24 - top) / 2, 0.1))
          .puff(0.16)
          .folds(0.5)
          .drop(0.6);
      if (s.material == Surface.LEATHER && d.chance(0.6)) {
        for (int k = -1; k <= 1; k += 2) {
          s.mark(Pen.ellipse(x + k * cw * 0.4, top + 0.26, 0.03, 0.026), 0, 0.4);
        }
      }
      s.stitch(Pen.line(x - cw + 0.06, top + 0.13, x + cw - 0.06, top + 0.13));
    }
    // The base and the seat cushions.
    s.body(Pen.box(0, 0.42, w - 0.05, 0.12, 0.04)).puff(0.06).folds(0.3).dim(0.86).drop(0.5);
    for (int i = 0; i < seats; i++) {
      double cw = inner / seats;
      double x = -inner + cw * (2 * i + 1);
      s.body(Pen.box(x, 0.24, cw + 0.002, 0.115, 0.07)).puff(0.1).folds(0.4).drop(0.7);
      s.seam(Pen.line(x - cw + 0.04, 0.28, x + cw - 0.04, 0.28));
    }
    for (int side = -1; side <= 1; side += 2) {
      Shape a =
          round
              ? Pen.round(
                  0.1,
                  side * (w + 0.03),
                  armTop - 0.02,
                  side * (inner - 0.03),
                  armTop - 0.02,
                  side * (inner - 0.03),
                  armTop + 0.2,
                  side * inner,
                  0.53,
                  side * w,
                  0.53,
                  side * (w + 0.03),
                  armTop + 0.2)
              : Pen.box(
                  side * (w - arm / 2),
                  (armTop + 0.54) / 2,
                  arm / 2 + 0.01,
                  (0.54 - armTop) / 2,
                  0.05);
      s.body(a).second().puff(0.1).folds(0.3).drop(0.8);
      s.stitch(Pen.line(side * (inner + 0.03), armTop + 0.1, side * (w - 0.03), armTop + 0.1));
    }
    if (d.chance(0.5)) {
      double x = d.sign() * (inner - 0.16);
      s.trim(
              Pen.turn(
                  Pen.round(0.05, x - 0.15, -0.12, x + 0.15, -0.12, x + 0.16, 0.16, x - 0.16, 0.16),
                  d.in(-0.3, 0.3),
                  x,
                  0.02),
              d.chance(0.5) ? 0xe9e4da : 0x77777c,
              Surface.WEB)
          .puff(0.12)
          .drop(0.8);
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
      s.line(Pen.curve(false, -f, 0.87, 0, 0.905, f, 0.87), 0.03, 0xb79a78, 0.7);
    } else if (s.material == Surface.WOOD) {
      s.line(Pen.curve(false, -neck, top + 0.14, 0, top + 0.17, neck, top + 0.14), 0.016, 0, 0.35);
    }
    if (kind == 3 && d.chance(0.5)) {
      for (int side = -1; side <= 1; side += 2) {
        s.body(
                Pen.stroke(
                    Pen.curve(
                        false,
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
      s.rope(
          Pen.curve(false, 0, top + 0.02, x * 0.4, top - 0.2, x, y),
          0.022,
          dry ? 0x9c8b6b : 0x5e7458);
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
