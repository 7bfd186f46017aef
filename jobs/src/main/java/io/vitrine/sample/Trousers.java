package io.vitrine.sample;

import java.awt.Shape;

/** Trousers and shorts, laid flat. */
final class Trousers {
  private Trousers() {}

  static void trousers(Sketch s) {
    Dice d = s.dice;
    int kind = d.below(4);
    double waist = d.in(0.27, 0.32);
    double hip = waist + d.in(0.05, 0.09);
    double top = -0.98;
    double crotch = top + d.in(0.5, 0.58);
    double end = d.in(0.92, 1.0);
    double half = kind == 0 ? 0.085 : kind == 1 ? 0.15 : kind == 2 ? 0.13 : 0.1;
    double cx = d.in(0.2, 0.3);
    double knee = kind == 2 ? 0.115 : (half + 0.14) / 2;
    s.body(Pen.ellipse(0, top + 0.02, waist, 0.045)).dim(0.5).puff(0.02).folds(0);
    for (int side = -1; side <= 1; side += 2) {
      Shape leg =
          Pen.round(
              0.07,
              side * -0.012,
              top + 0.05,
              side * waist,
              top + 0.02,
              side * hip,
              top + 0.36,
              side * (cx + knee + 0.01),
              0.15,
              side * (cx + half),
              end,
              side * (cx - half),
              end + 0.02,
              side * (cx - knee),
              0.15,
              side * 0.015,
              crotch,
              side * -0.012,
              crotch - 0.1);
      s.body(leg).angle(-side * 0.06).puff(0.14).folds(1.1).drop(side > 0 ? 0.5 : 0.2);
      if (s.material != Surface.COTTON || kind == 3) {
        s.seam(
            Pen.curve(
                side * (hip - 0.05),
                top + 0.4,
                side * (cx + knee - 0.045),
                0.15,
                side * (cx + half - 0.04),
                end - 0.03));
      } else {
        s.line(
            Pen.curve(side * cx * 0.85, top + 0.4, side * cx, 0.15, side * cx, end),
            0.012,
            0,
            0.28);
      }
      if (kind == 3) {
        s.body(Pen.box(side * cx, end, half + 0.005, 0.05, 0.025)).puff(0.05).drop(0.5);
        for (int i = -3; i <= 3; i++) {
          s.line(
              Pen.line(side * cx + i * 0.025, end - 0.04, side * cx + i * 0.025, end + 0.04),
              0.008,
              0,
              0.25);
        }
      } else {
        s.seam(Pen.line(side * (cx - half), end - 0.05, side * (cx + half), end - 0.065));
      }
    }
    pockets(s, waist, hip, top);
    if (s.material == Surface.DENIM && d.chance(0.4)) {
      s.body(Pen.round(0.02, 0.14, -0.05, 0.33, -0.06, 0.34, 0.16, 0.15, 0.17)).puff(0.03);
    }
    waistband(s, waist, top, kind == 3 && s.material == Surface.COTTON);
  }

  static void shorts(Sketch s) {
    Dice d = s.dice;
    double waist = d.in(0.42, 0.5);
    double hip = waist + d.in(0.06, 0.1);
    double top = -0.55;
    double crotch = top + d.in(0.52, 0.6);
    double end = crotch + d.in(0.2, 0.42);
    double outer = hip + d.in(0.06, 0.16);
    double inner = d.in(0.06, 0.1);
    s.body(Pen.ellipse(0, top + 0.02, waist, 0.05)).dim(0.5).puff(0.02).folds(0);
    boolean cuffed = d.chance(0.4);
    for (int side = -1; side <= 1; side += 2) {
      Shape leg =
          Pen.round(
              0.06,
              side * -0.015,
              top + 0.05,
              side * waist,
              top + 0.02,
              side * hip,
              top + 0.36,
              side * outer,
              end - 0.05,
              side * (outer - 0.02),
              end,
              side * inner,
              end + 0.05,
              side * 0.02,
              crotch,
              side * -0.015,
              crotch - 0.1);
      s.body(leg).angle(-side * 0.08).puff(0.2).folds(1.1).drop(side > 0 ? 0.5 : 0.2);
      if (cuffed) {
        s.body(
                Pen.round(
                    0.02,
                    side * (inner - 0.012),
                    end - 0.05,
                    side * (outer + 0.005),
                    end - 0.11,
                    side * (outer + 0.005),
                    end + 0.01,
                    side * (inner - 0.012),
                    end + 0.065))
            .second()
            .puff(0.05)
            .drop(0.6)
            .folds(0.3);
      } else {
        s.seam(Pen.line(side * (inner + 0.01), end - 0.02, side * (outer - 0.02), end - 0.075));
      }
    }
    pockets(s, waist, hip, top);
    waistband(s, waist, top, s.material == Surface.COTTON && d.chance(0.5));
  }

  private static void waistband(Sketch s, double waist, double top, boolean elastic) {
    Shape band =
        Pen.mirror(0.02, 0, top + 0.03, waist, top, waist + 0.012, top + 0.12, 0, top + 0.15);
    s.body(band).second().puff(0.05).drop(0.4).folds(0.2);
    s.stitch(Pen.curve(-waist, top + 0.105, 0, top + 0.135, waist, top + 0.105));
    if (elastic) {
      for (int i = -9; i <= 9; i++) {
        double x = i * waist / 10;
        s.line(Pen.line(x, top + 0.04, x, top + 0.12), 0.012, 0, 0.22);
      }
      s.line(Pen.curve(-0.02, top + 0.1, -0.07, top + 0.25, -0.05, top + 0.36), 0.026, 0xe8e6e0, 1);
      s.line(Pen.curve(0.02, top + 0.1, 0.06, top + 0.22, 0.08, top + 0.34), 0.026, 0xe8e6e0, 1);
    } else {
      for (double x : new double[] {-0.72, -0.34, 0.34, 0.72}) {
        s.body(Pen.box(x * waist, top + 0.08, 0.018, 0.075, 0.008)).puff(0.015).folds(0).drop(0.6);
      }
      s.button(0, top + 0.085, 0.032, s.material == Surface.COTTON ? Sketch.BLACK : Sketch.BRASS);
    }
  }

  private static void pockets(Sketch s, double waist, double hip, double top) {
    for (int side = -1; side <= 1; side += 2) {
      s.seam(
          Pen.curve(
              side * waist * 0.58,
              top + 0.13,
              side * waist * 0.7,
              top + 0.27,
              side * hip * 0.98,
              top + 0.33));
    }
    s.seam(Pen.curve(0.05, top + 0.15, 0.055, top + 0.36, 0.0, top + 0.44));
    s.line(Pen.line(0, top + 0.14, 0, top + 0.52), 0.014, 0, 0.4);
  }
}
