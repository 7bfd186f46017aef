package io.vitrine.sample;

import java.awt.Shape;

/** Things to sit on. */
final class Furniture {
  private Furniture() {}

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
}
