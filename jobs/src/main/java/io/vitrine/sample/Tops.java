package io.vitrine.sample;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Garments for above the waist, laid flat. */
final class Tops {
  private Tops() {}

  /** Both sleeves: the right one is given, the left one is its mirror image. */
  static void sleeves(Sketch s, Shape right, Shape cuffSeam, double angle) {
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
    double[] sides = {
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
      len + 0.03
    };
    double[] collar =
        vee
            ? new double[] {0, depth, neck, -0.74}
            : new double[] {0, depth, neck * 0.75, depth - 0.01, neck, -0.75};
    Shape torso = Pen.mirror(vee ? 0.05 : 0.1, Pen.joined(collar, sides));
    s.body(torso).puff(0.2);
    double halfway = neck * (vee ? 0.5 : 0.8);
    double low = vee ? (depth - 0.74) / 2 : depth - 0.06;
    Path2D rim = Pen.curve(-neck, -0.74, -halfway, low, 0, depth + 0.01, halfway, low, neck, -0.74);
    s.body(Pen.stroke(rim, 0.055)).second().puff(0.03).folds(0).drop(0.35).dim(0.94);
    s.line(Pen.line(-hem * 0.98, len - 0.06, 0, len - 0.03, hem * 0.98, len - 0.06), 0.01, 0, 0.3);
    for (int side = -1; side <= 1; side += 2) {
      s.line(
          Pen.curve(side * sh, -0.66, side * (sh + 0.01), -0.45, side * (w - 0.01), -0.18),
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
      s.seam(Pen.curve(side * sh, -0.66, side * (sh + 0.01), -0.42, side * (w - 0.01), -0.16));
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
    s.seam(Pen.curve(-sh + 0.02, -0.5, -0.2, -0.46, -0.07, -0.46));
    s.seam(Pen.curve(sh - 0.02, -0.5, 0.2, -0.46, 0.09, -0.46));
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
      s.seam(Pen.curve(side * sh, -0.67, side * (sh + 0.01), -0.4, side * (w - 0.01), -0.12));
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
            Pen.curve(side * 0.075, -0.5, side * (0.02 + open * 0.5), 0.0, side * open, len - 0.02);
        s.line(edge, 0.045, Sketch.INK, 0.8);
        s.mark(Pen.dashes(edge, 0.03, 0.014, 0.014), 0xcfcfcf, 0.9);
        s.seam(Pen.line(side * 0.3, len * 0.28, side * 0.4, len * 0.28 + 0.2));
        if (kind == 1 && s.material != Surface.KNIT) {
          s.seam(Pen.curve(side * 0.12, -0.4, side * 0.3, -0.36, side * (w - 0.03), -0.38));
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
      s.line(Pen.curve(-0.12, -0.56, -0.13, -0.4, -0.11, -0.28), 0.024, 0xe8e6e0, 1);
      s.line(Pen.curve(0.12, -0.56, 0.14, -0.42, 0.13, -0.3), 0.024, 0xe8e6e0, 1);
    }
  }
}
