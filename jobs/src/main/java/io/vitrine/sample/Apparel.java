package io.vitrine.sample;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Garments, laid flat. */
final class Apparel {
  private Apparel() {}

  /** Both sleeves: the right one is given, the left one is its mirror image. */
  private static void sleeves(Sketch s, Shape right, Shape cuffSeam, double angle) {
    s.body(right).second().angle(-angle).puff(0.13);
    if (cuffSeam != null) {
      s.seam(cuffSeam);
    }
    s.body(Pen.flip(right)).second().angle(angle).puff(0.13);
    if (cuffSeam != null) {
      s.seam(Pen.flip(cuffSeam));
    }
  }

  static void tee(Sketch s, boolean longSleeves) {
    Dice d = s.dice;
    double w = d.in(0.4, 0.5);
    double hem = w + d.in(-0.02, 0.1);
    double len = d.in(0.68, 0.92);
    double sh = d.in(0.4, 0.48);
    if (longSleeves) {
      double out = d.in(0.68, 0.92);
      double end = d.in(0.42, 0.68);
      double cw = d.in(0.08, 0.1);
      double nx = Math.cos(Math.atan2(out - sh, end + 0.62));
      double ny = -Math.sin(Math.atan2(out - sh, end + 0.62));
      Shape sleeve =
          Pen.round(
              0.1,
              sh - 0.1,
              -0.7,
              sh + 0.05,
              -0.6,
              sh + 0.19,
              -0.36,
              out + cw * nx,
              end + cw * ny,
              out - cw * nx,
              end - cw * ny,
              w + 0.02,
              -0.1,
              w - 0.1,
              -0.2);
      Path2D cuff =
          Pen.line(
              out + cw * nx + 0.01, end + cw * ny - 0.1, out - cw * nx - 0.02, end - cw * ny - 0.1);
      sleeves(s, sleeve, cuff, Math.atan2(out - sh, end + 0.62));
    } else {
      double out = sh + d.in(0.3, 0.42);
      double end = d.in(-0.3, -0.16);
      double cw = d.in(0.12, 0.15);
      Shape sleeve =
          Pen.round(
              0.07,
              sh - 0.14,
              -0.7,
              sh + 0.06,
              -0.6,
              out + cw * 0.7,
              end - cw * 0.6,
              out - cw * 0.75,
              end + cw * 0.7,
              w + 0.02,
              -0.12,
              w - 0.12,
              -0.2);
      Path2D cuff =
          Pen.line(
              out + cw * 0.7 - 0.07,
              end - cw * 0.6 - 0.06,
              out - cw * 0.75 - 0.06,
              end + cw * 0.7 - 0.06);
      sleeves(s, sleeve, cuff, Math.atan2(out - sh, end + 0.62));
    }
    double neck = d.in(0.17, 0.22);
    boolean vee = d.chance(0.3);
    double depth = vee ? d.in(-0.42, -0.32) : d.in(-0.58, -0.52);
    s.body(Pen.mirror(0.06, 0, -0.78, neck, -0.76, neck * 0.9, depth + 0.05, 0, depth + 0.12))
        .dim(0.55)
        .puff(0.04)
        .folds(0);
    Shape torso =
        vee
            ? Pen.mirror(
                0.05,
                0,
                depth,
                neck,
                -0.74,
                sh,
                -0.66,
                sh + 0.03,
                -0.45,
                w - 0.01,
                -0.18,
                w,
                0.2,
                hem,
                len,
                hem * 0.5,
                len + 0.025,
                0,
                len + 0.03)
            : Pen.mirror(
                0.1,
                0,
                depth,
                neck * 0.75,
                depth - 0.01,
                neck,
                -0.75,
                sh,
                -0.66,
                sh + 0.03,
                -0.45,
                w - 0.01,
                -0.18,
                w,
                0.2,
                hem,
                len,
                hem * 0.5,
                len + 0.025,
                0,
                len + 0.03);
    s.body(torso).puff(0.2);
    Path2D rim =
        vee
            ? Pen.curve(
                false,
                -neck,
                -0.74,
                -neck * 0.5,
                (depth - 0.74) / 2,
                0,
                depth + 0.01,
                neck * 0.5,
                (depth - 0.74) / 2,
                neck,
                -0.74)
            : Pen.curve(
                false,
                -neck,
                -0.74,
                -neck * 0.8,
                depth - 0.06,
                0,
                depth + 0.01,
                neck * 0.8,
                depth - 0.06,
                neck,
                -0.74);
    s.body(Pen.stroke(rim, 0.055)).second().puff(0.03).folds(0).drop(0.35).dim(0.94);
    s.line(Pen.line(-hem * 0.98, len - 0.06, 0, len - 0.03, hem * 0.98, len - 0.06), 0.01, 0, 0.3);
    for (int side = -1; side <= 1; side += 2) {
      s.line(
          Pen.curve(false, side * sh, -0.66, side * (sh + 0.01), -0.45, side * (w - 0.01), -0.18),
          0.012,
          0,
          0.35);
    }
    if (!longSleeves && d.chance(0.35)) {
      Shape pocket = Pen.round(0.03, 0.1, -0.3, 0.32, -0.3, 0.32, -0.08, 0.21, -0.03, 0.1, -0.08);
      s.body(pocket).puff(0.03).drop(0.3);
      s.line(Pen.line(0.1, -0.26, 0.32, -0.26), 0.01, 0, 0.3);
    }
  }

  static void shirt(Sketch s) {
    Dice d = s.dice;
    double w = d.in(0.42, 0.5);
    double len = d.in(0.78, 0.92);
    double sh = d.in(0.42, 0.48);
    boolean brief = d.chance(0.3);
    double out = brief ? sh + 0.36 : d.in(0.66, 0.86);
    double end = brief ? -0.2 : d.in(0.42, 0.62);
    double cw = brief ? 0.14 : 0.1;
    double a = Math.atan2(out - sh, end + 0.62);
    double nx = Math.cos(a);
    double ny = -Math.sin(a);
    Shape sleeve =
        Pen.round(
            0.07,
            sh - 0.1,
            -0.7,
            sh + 0.05,
            -0.6,
            sh + (brief ? 0.12 : 0.2),
            brief ? -0.5 : -0.34,
            out + cw * nx,
            end + cw * ny,
            out - cw * nx,
            end - cw * ny,
            w + 0.02,
            -0.08,
            w - 0.1,
            -0.2);
    sleeves(s, sleeve, null, a);
    for (int side = -1; side <= 1; side += 2) {
      double dx = side * Math.sin(a) * 0.13;
      double dy = Math.cos(a) * 0.13;
      Shape cuff =
          Pen.round(
              0.03,
              side * (out + (cw + 0.015) * nx),
              end + (cw + 0.015) * ny,
              side * (out - (cw + 0.015) * nx),
              end - (cw + 0.015) * ny,
              side * (out - (cw + 0.01) * nx) - dx,
              end - (cw + 0.01) * ny - dy,
              side * (out + (cw + 0.01) * nx) - dx,
              end + (cw + 0.01) * ny - dy);
      s.body(cuff).angle(-side * a).puff(0.04).drop(0.35).folds(0.2);
      if (!brief) {
        s.button(side * out - dx * 0.5 - 0.03 * side, end - dy * 0.5, 0.02, Sketch.WHITE);
      }
    }
    s.body(Pen.ellipse(0, -0.74, 0.2, 0.09)).dim(0.5).puff(0.02).folds(0);
    double tail = d.in(0.06, 0.14);
    Shape torso =
        Pen.mirror(
            0.12,
            0,
            -0.5,
            0.2,
            -0.76,
            sh,
            -0.66,
            sh + 0.03,
            -0.42,
            w - 0.01,
            -0.16,
            w - 0.02,
            0.2,
            w + 0.03,
            len - tail,
            w * 0.55,
            len + tail * 0.4,
            0,
            len + tail * 0.45);
    s.body(torso).puff(0.2);
    // The two fronts: a placket strip, buttons, a yoke and pockets.
    s.body(Pen.box(0.01, (len - 0.45) / 2, 0.055, (len + 0.45) / 2 + 0.02, 0.01))
        .second()
        .puff(0.03)
        .drop(0.5)
        .folds(0.15);
    s.stitch(Pen.line(-0.03, -0.45, -0.03, len));
    s.stitch(Pen.line(0.05, -0.45, 0.05, len));
    int buttons = 6;
    int colour = d.chance(0.6) ? Sketch.WHITE : d.chance(0.5) ? Sketch.BLACK : Sketch.BRASS;
    for (int i = 0; i < buttons; i++) {
      s.button(0.01, -0.38 + i * (len + 0.3) / buttons, 0.026, colour);
    }
    for (int side = -1; side <= 1; side += 2) {
      s.seam(
          Pen.curve(false, side * sh, -0.66, side * (sh + 0.01), -0.42, side * (w - 0.01), -0.16));
      if (side > 0 || s.material == Surface.DENIM || d.chance(0.4)) {
        double x = side * 0.25;
        s.body(
                Pen.round(
                    0.03, x - 0.11, -0.3, x + 0.11, -0.3, x + 0.11, -0.06, x, -0.01, x - 0.11,
                    -0.06))
            .puff(0.03)
            .drop(0.4)
            .folds(0.2);
        s.seam(Pen.line(x - 0.1, -0.24, x + 0.1, -0.24));
        if (s.material == Surface.DENIM) {
          s.button(x, -0.2, 0.018, Sketch.BRASS);
        }
      }
    }
    s.seam(Pen.curve(false, -sh + 0.02, -0.5, -0.2, -0.46, -0.07, -0.46));
    s.seam(Pen.curve(false, sh - 0.02, -0.5, 0.2, -0.46, 0.09, -0.46));
    double cl = d.in(0.2, 0.28);
    for (int side = -1; side <= 1; side += 2) {
      s.body(
              Pen.round(
                  0.025,
                  side * 0.01,
                  -0.53,
                  side * 0.06,
                  -0.68,
                  side * 0.19,
                  -0.82,
                  side * 0.24,
                  -0.74,
                  side * (cl - 0.02),
                  -0.5,
                  side * 0.12,
                  -0.46))
          .second()
          .angle(side * 0.5)
          .puff(0.04)
          .drop(0.7)
          .folds(0.1);
      s.stitch(Pen.line(side * 0.215, -0.72, side * (cl - 0.045), -0.52, side * 0.12, -0.49));
    }
  }

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
      sleeves(s, sleeve, Pen.line(0.5, -0.53, 0.4, -0.46), 0.7);
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
                false,
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
    s.line(Pen.curve(false, -0.16, wy - 0.04, -0.2, -0.34, -0.24, -0.44), 0.012, 0, 0.25);
    s.line(Pen.curve(false, 0.16, wy - 0.04, 0.2, -0.34, 0.24, -0.44), 0.012, 0, 0.25);
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
    s.stitch(Pen.curve(false, -flare * 0.95, len - 0.1, 0, len - 0.02, flare * 0.95, len - 0.1));
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
                false,
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
    s.stitch(Pen.curve(false, -waist, top + 0.12, 0, top + 0.15, waist, top + 0.12));
    if (s.material != Surface.KNIT) {
      s.button(0, top + 0.115, 0.032, s.material == Surface.COTTON ? Sketch.WHITE : Sketch.BRASS);
    }
    s.stitch(Pen.curve(false, -flare * 0.93, len - 0.07, 0, len - 0.01, flare * 0.93, len - 0.07));
  }

  private static void waistband(Sketch s, double waist, double top, boolean elastic) {
    Shape band =
        Pen.mirror(0.02, 0, top + 0.03, waist, top, waist + 0.012, top + 0.12, 0, top + 0.15);
    s.body(band).second().puff(0.05).drop(0.4).folds(0.2);
    s.stitch(Pen.curve(false, -waist, top + 0.105, 0, top + 0.135, waist, top + 0.105));
    if (elastic) {
      for (int i = -9; i <= 9; i++) {
        double x = i * waist / 10;
        s.line(Pen.line(x, top + 0.04, x, top + 0.12), 0.012, 0, 0.22);
      }
      s.line(
          Pen.curve(false, -0.02, top + 0.1, -0.07, top + 0.25, -0.05, top + 0.36),
          0.026,
          0xe8e6e0,
          1);
      s.line(
          Pen.curve(false, 0.02, top + 0.1, 0.06, top + 0.22, 0.08, top + 0.34),
          0.026,
          0xe8e6e0,
          1);
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
              false,
              side * waist * 0.58,
              top + 0.13,
              side * waist * 0.7,
              top + 0.27,
              side * hip * 0.98,
              top + 0.33));
    }
    s.seam(Pen.curve(false, 0.05, top + 0.15, 0.055, top + 0.36, 0.0, top + 0.44));
    s.line(Pen.line(0, top + 0.14, 0, top + 0.52), 0.014, 0, 0.4);
  }

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
                false,
                side * (hip - 0.05),
                top + 0.4,
                side * (cx + knee - 0.045),
                0.15,
                side * (cx + half - 0.04),
                end - 0.03));
      } else {
        s.line(
            Pen.curve(false, side * cx * 0.85, top + 0.4, side * cx, 0.15, side * cx, end),
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

  static void jacket(Sketch s) {
    Dice d = s.dice;
    int kind = d.below(3);
    double w = d.in(0.48, 0.56);
    double len = kind == 0 ? d.in(0.78, 0.98) : d.in(0.58, 0.72);
    double sh = d.in(0.46, 0.52);
    double out = d.in(0.72, 0.9);
    double end = d.in(0.46, 0.62);
    double cw = 0.13;
    double a = Math.atan2(out - sh, end + 0.62);
    double nx = Math.cos(a);
    double ny = -Math.sin(a);
    if (kind == 2) {
      s.body(Pen.mirrorCurve(0, -1.06, 0.22, -1.0, 0.33, -0.8, 0.3, -0.62, 0.1, -0.55, 0, -0.53))
          .puff(0.12)
          .folds(0.6);
      s.trim(
              Pen.mirrorCurve(0, -0.98, 0.15, -0.92, 0.2, -0.78, 0.16, -0.64, 0, -0.58),
              0x38363a,
              Surface.WEB)
          .drop(0)
          .folds(0.2);
    }
    Shape sleeve =
        Pen.round(
            0.09,
            sh - 0.1,
            -0.72,
            sh + 0.06,
            -0.62,
            sh + 0.24,
            -0.34,
            out + cw * nx,
            end + cw * ny,
            out - cw * nx,
            end - cw * ny,
            w + 0.02,
            -0.02,
            w - 0.1,
            -0.2);
    sleeves(s, sleeve, null, a);
    for (int side = -1; side <= 1; side += 2) {
      double dx = side * Math.sin(a) * 0.1;
      double dy = Math.cos(a) * 0.1;
      double c = kind == 1 ? cw - 0.02 : cw + 0.008;
      s.body(
              Pen.round(
                  0.03,
                  side * (out + c * nx),
                  end + c * ny,
                  side * (out - c * nx),
                  end - c * ny,
                  side * (out - (cw + 0.01) * nx) - dx,
                  end - (cw + 0.01) * ny - dy,
                  side * (out + (cw + 0.01) * nx) - dx,
                  end + (cw + 0.01) * ny - dy))
          .angle(-side * a)
          .puff(0.06)
          .drop(0.5)
          .folds(0.3)
          .dim(kind == 1 ? 0.85 : 1);
    }
    // The open front shows a lining.
    double open = kind == 0 ? d.in(0.08, 0.16) : d.in(0.05, 0.14);
    s.trim(
            Pen.mirror(0.05, 0, -0.76, 0.24, -0.76, 0.26, len - 0.08, 0, len - 0.08),
            d.chance(0.5) ? 0x4a4a50 : 0x77706a,
            Surface.WEB)
        .drop(0)
        .folds(0.6);
    s.trim(Pen.box(0, -0.62, 0.05, 0.028, 0.005), 0xf0ede4, Surface.WEB);
    for (int side = -1; side <= 1; side += 2) {
      Shape front =
          Pen.round(
              0.09,
              side * 0.2,
              -0.78,
              side * sh,
              -0.67,
              side * (sh + 0.03),
              -0.4,
              side * (w - 0.01),
              -0.12,
              side * w,
              0.2,
              side * (w + 0.03),
              len,
              side * open,
              len + 0.03,
              side * (open * 0.55),
              0.1,
              side * 0.07,
              -0.35);
      s.body(front).puff(0.18).drop(0.7).angle(side * 0.03);
      s.seam(
          Pen.curve(false, side * sh, -0.67, side * (sh + 0.01), -0.4, side * (w - 0.01), -0.12));
      if (kind == 0) {
        s.body(
                Pen.round(
                    0.03,
                    side * 0.2,
                    -0.8,
                    side * 0.28,
                    -0.68,
                    side * 0.33,
                    -0.5,
                    side * 0.24,
                    -0.46,
                    side * 0.3,
                    -0.38,
                    side * (open * 0.7 + 0.02),
                    0.06,
                    side * (open * 0.55),
                    0.06,
                    side * 0.06,
                    -0.35))
            .second()
            .angle(side * 0.3)
            .puff(0.05)
            .drop(0.8)
            .folds(0.2);
        s.body(
                Pen.round(
                    0.02,
                    side * 0.24,
                    len * 0.42,
                    side * 0.44,
                    len * 0.4,
                    side * 0.445,
                    len * 0.52,
                    side * 0.245,
                    len * 0.54))
            .puff(0.03)
            .drop(0.6)
            .folds(0.1);
      } else {
        s.body(
                Pen.round(
                    0.04,
                    side * 0.17,
                    -0.86,
                    side * 0.27,
                    -0.76,
                    side * 0.22,
                    -0.6,
                    side * 0.08,
                    -0.5,
                    side * 0.06,
                    -0.62))
            .second()
            .puff(0.05)
            .drop(0.7)
            .folds(0.2)
            .dim(kind == 1 ? 0.88 : 1);
        Path2D edge =
            Pen.curve(
                false,
                side * 0.075,
                -0.5,
                side * (0.02 + open * 0.5),
                0.0,
                side * open,
                len - 0.02);
        s.line(edge, 0.045, Sketch.INK, 0.8);
        s.mark(Pen.dashes(edge, 0.03, 0.014, 0.014), 0xcfcfcf, 0.9);
        s.seam(Pen.line(side * 0.3, len * 0.28, side * 0.4, len * 0.28 + 0.2));
        if (kind == 1 && s.material != Surface.KNIT) {
          s.seam(Pen.curve(false, side * 0.12, -0.4, side * 0.3, -0.36, side * (w - 0.03), -0.38));
        }
      }
    }
    if (kind == 0) {
      int buttons = 2 + d.below(2);
      for (int i = 0; i < buttons; i++) {
        s.button(open * 0.8 + 0.06, 0.14 + i * 0.2, 0.032, d.chance(0.5) ? Sketch.BLACK : 0x5b4030);
      }
      s.seam(Pen.line(0.22, -0.24, 0.38, -0.26));
    } else if (kind == 1) {
      for (int side = -1; side <= 1; side += 2) {
        s.body(
                Pen.round(
                    0.03,
                    side * (open - 0.01),
                    len - 0.06,
                    side * (w + 0.03),
                    len - 0.08,
                    side * (w - 0.02),
                    len + 0.06,
                    side * open,
                    len + 0.08))
            .puff(0.06)
            .drop(0.5)
            .folds(0.3)
            .dim(0.86);
        for (int i = 0; i < 11; i++) {
          double x = side * (open + 0.02 + i * (w - open - 0.02) / 11);
          s.line(Pen.line(x, len - 0.05, x, len + 0.06), 0.01, 0, 0.28);
        }
      }
    } else {
      s.line(Pen.curve(false, -0.12, -0.56, -0.13, -0.4, -0.11, -0.28), 0.024, 0xe8e6e0, 1);
      s.line(Pen.curve(false, 0.12, -0.56, 0.14, -0.42, 0.13, -0.3), 0.024, 0xe8e6e0, 1);
    }
  }
}
