package io.vitrine.sample;

import java.awt.Shape;

/** Digital goods. */
final class Gadgets {
  private Gadgets() {}

  private static void lens(Sketch s, double x, double y, double r) {
    s.trim(Pen.ellipse(x, y, r, r), Sketch.STEEL, Surface.CHROME).drop(0.7);
    s.trim(Pen.ellipse(x, y, r * 0.84, r * 0.84), 0x1a1a1e, Surface.RUBBER).drop(0);
    s.trim(Pen.ellipse(x, y, r * 0.62, r * 0.62), 0x24304a, Surface.GLASS).puff(r).drop(0);
    s.mark(Pen.ellipse(x - r * 0.2, y - r * 0.24, r * 0.14, r * 0.12), 0xffffff, 0.7);
  }

  static void phone(Sketch s) {
    Dice d = s.dice;
    double w = d.in(0.43, 0.49);
    double h = d.in(0.88, 0.96);
    double r = d.in(0.09, 0.15);
    boolean pair = d.chance(0.4);
    double shift = 0;
    if (pair) {
      // A second one behind shows its screen.
      double x = 0.34;
      shift = -0.2;
      s.body(Pen.box(x, -0.04, w, h, r)).puff(0.05).bulge(0.2);
      s.trim(Pen.box(x, -0.04, w - 0.035, h - 0.035, r - 0.02), 0x1d2026, Surface.GLASS)
          .drop(0)
          .bulge(0.3);
      s.trim(
              Pen.box(x, -0.04, w - 0.06, h - 0.08, r - 0.04),
              d.chance(0.5) ? 0x5c6672 : 0x8d96a0,
              Surface.GLASS)
          .drop(0)
          .bulge(0.3);
      for (int i = 0; i < 4; i++) {
        s.mark(Pen.box(x + 0.26, 0.1 + i * 0.16, 0.055, 0.055, 0.02), 0xdde3ea, 0.75);
      }
    }
    // Side keys, then the back plate.
    s.trim(Pen.box(shift - w - 0.008, -0.3, 0.014, 0.1, 0.008), 0x77777c, Surface.CHROME);
    s.trim(Pen.box(shift + w + 0.008, -0.24, 0.014, 0.14, 0.008), 0x77777c, Surface.CHROME);
    s.body(Pen.box(shift, 0, w, h, r)).puff(0.07).bulge(0.5).drop(0.9);
    s.line(Pen.box(shift, 0, w - 0.022, h - 0.022, r - 0.015), 0.01, 0, 0.22);
    int kind = d.below(3);
    if (kind == 0) {
      s.body(Pen.box(shift - w + 0.24, -h + 0.26, 0.2, 0.21, 0.08))
          .second()
          .puff(0.03)
          .drop(0.6)
          .bulge(0.25);
      lens(s, shift - w + 0.15, -h + 0.17, 0.075);
      lens(s, shift - w + 0.15, -h + 0.35, 0.075);
      lens(s, shift - w + 0.33, -h + 0.26, 0.075);
      s.trim(Pen.ellipse(shift - w + 0.33, -h + 0.12, 0.026, 0.026), 0xf4efdc, Surface.PLASTIC);
    } else if (kind == 1) {
      s.body(Pen.box(shift - w + 0.17, -h + 0.34, 0.11, 0.28, 0.1))
          .second()
          .puff(0.03)
          .drop(0.6)
          .bulge(0.25);
      for (int i = 0; i < 3; i++) {
        lens(s, shift - w + 0.17, -h + 0.17 + i * 0.17, 0.07);
      }
    } else {
      s.trim(Pen.ellipse(shift, -h + 0.36, 0.25, 0.25), 0x2a2a2e, Surface.GLASS)
          .drop(0.6)
          .puff(0.06);
      for (int i = 0; i < 4; i++) {
        lens(s, shift + (i % 2 * 2 - 1) * 0.1, -h + 0.26 + i / 2 * 0.2, 0.068);
      }
    }
    s.mark(Pen.box(shift, 0.32, 0.1, 0.018, 0.01), 0x707074, 0.7);
    s.mark(Pen.ellipse(shift, 0.12, 0.055, 0.055), 0x808085, 0.45);
  }

  static void laptop(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    if (d.chance(0.55)) {
      // Open, seen from the front: bezel and deck in the product's finish.
      double tw = d.in(0.74, 0.8);
      double bw = d.in(0.96, 1.05);
      double mid = 0.12;
      s.body(Pen.round(0.05, -tw, -0.78, tw, -0.78, tw + 0.03, mid, -tw - 0.03, mid))
          .second()
          .puff(0.04)
          .bulge(0.3);
      Shape screen =
          Pen.round(
              0.02,
              -tw + 0.1,
              -0.68,
              tw - 0.1,
              -0.68,
              tw - 0.08,
              mid - 0.12,
              -tw + 0.08,
              mid - 0.12);
      s.trim(screen, d.chance(0.5) ? 0x4d545e : 0x2b2f36, Surface.GLASS).drop(0).bulge(0.5);
      if (d.chance(0.6)) {
        s.mark(
            Pen.both(
                screen,
                Pen.loop(-0.9, 0.0, -0.4, -0.3, 0.1, -0.1, 0.5, -0.4, 1, -0.2, 1, 0.2, -0.9, 0.2)),
            0xaab2bc,
            0.35);
      }
      s.mark(Pen.ellipse(0, -0.73, 0.012, 0.012), 0, 0.8);
      double front = d.in(0.62, 0.74);
      Shape deck = Pen.round(0.05, -tw - 0.02, mid, tw + 0.02, mid, bw, front, -bw, front);
      s.trim(Pen.box(0, mid, tw - 0.1, 0.025, 0.01), 0x2b2b2f, Surface.RUBBER);
      s.body(deck).puff(0.04).bulge(0.3).drop(0.3);
      s.body(
              Pen.round(
                  0.02,
                  -bw,
                  front - 0.015,
                  bw,
                  front - 0.015,
                  bw - 0.02,
                  front + 0.045,
                  -bw + 0.02,
                  front + 0.045))
          .puff(0.02)
          .dim(0.8)
          .drop(0);
      double ky = mid + 0.05;
      double kh = (front - mid) * 0.42;
      for (int row = 0; row < 5; row++) {
        double y = ky + kh * (row + 0.5) / 5;
        double half = tw - 0.12 + (bw - tw) * (y - mid) / (front - mid);
        int keys = row == 4 ? 7 : 13;
        for (int i = 0; i < keys; i++) {
          double x = -half + (i + 0.5) * 2 * half / keys;
          double kw = half / keys * (row == 4 && i == 3 ? 0.9 : 0.82);
          s.mark(Pen.box(x, y, kw, kh / 12.5, 0.01), 0x26262a, 0.92);
        }
      }
      double py = ky + kh + 0.04;
      Shape pad = Pen.round(0.02, -0.24, py, 0.24, py, 0.26, front - 0.05, -0.26, front - 0.05);
      s.body(pad).puff(0.01).bulge(0.2).drop(0.4);
      s.line(pad, 0.01, 0, 0.35);
    } else {
      // Half closed, seen from behind: the lid is what one sees.
      double tw = d.in(0.86, 0.95);
      double lean = d.in(-0.12, 0.12);
      s.body(Pen.round(0.04, -tw - 0.04, 0.46, tw + 0.04, 0.46, tw - 0.02, 0.58, -tw + 0.02, 0.58))
          .puff(0.03)
          .dim(0.72)
          .bulge(0.3);
      s.trim(Pen.box(0, 0.47, tw - 0.15, 0.03, 0.02), 0x29292d, Surface.RUBBER);
      s.body(
              Pen.round(
                  0.08, -tw + lean + 0.04, -0.68, tw + lean - 0.04, -0.68, tw, 0.46, -tw, 0.46))
          .puff(0.06)
          .bulge(0.5)
          .drop(0.5);
      s.line(
          Pen.round(
              0.08,
              -tw + lean + 0.06,
              -0.66,
              tw + lean - 0.06,
              -0.66,
              tw - 0.02,
              0.44,
              -tw + 0.02,
              0.44),
          0.01,
          0,
          0.25);
      if (d.chance(0.5)) {
        s.trim(
                Pen.loop(
                    lean * 0.6 - 0.08,
                    -0.14,
                    lean * 0.6,
                    -0.24,
                    lean * 0.6 + 0.08,
                    -0.14,
                    lean * 0.6,
                    -0.04),
                0xdadada,
                Surface.CHROME)
            .drop(0.3);
      } else {
        s.trim(Pen.box(lean * 0.6, -0.14, 0.13, 0.022, 0.01), 0xdadada, Surface.CHROME).drop(0.3);
      }
      s.trim(Pen.box(-tw * 0.7, 0.56, 0.06, 0.02, 0.01), 0x1d1d20, Surface.RUBBER);
      s.trim(Pen.box(tw * 0.7, 0.56, 0.06, 0.02, 0.01), 0x1d1d20, Surface.RUBBER);
    }
  }

  static void headphones(Sketch s) {
    Dice d = s.dice;
    double w = d.in(0.6, 0.7);
    double band = d.in(0.16, 0.21);
    double top = d.in(-0.98, -0.88);
    Shape arc =
        Pen.curve(
            -w,
            0.16,
            -w * 0.97,
            -0.3,
            -w * 0.7,
            top + 0.22,
            0,
            top,
            w * 0.7,
            top + 0.22,
            w * 0.97,
            -0.3,
            w,
            0.16);
    s.body(Pen.stroke(arc, band)).puff(0.1);
    s.trim(
            Pen.butt(
                Pen.curve(
                    -w * 0.55,
                    top + 0.25,
                    -w * 0.3,
                    top + 0.14,
                    0,
                    top + 0.11,
                    w * 0.3,
                    top + 0.14,
                    w * 0.55,
                    top + 0.25),
                0.1),
            0x37373c,
            Surface.RUBBER)
        .puff(0.05);
    for (int side = -1; side <= 1; side += 2) {
      s.trim(Pen.box(side * w, 0.0, 0.045, 0.2, 0.02), Sketch.STEEL, Surface.CHROME);
      // The cushion points inwards, the shell outwards.
      s.trim(Pen.ellipse(side * (w - 0.19), 0.4, 0.17, 0.36), 0x2b2b30, Surface.RUBBER).puff(0.12);
      Shape cup =
          Pen.turn(Pen.ellipse(side * (w + 0.03), 0.4, 0.27, 0.42), -side * 0.06, side * w, 0.4);
      s.body(cup).puff(0.24).bulge(0.5).drop(0.8);
      if (d.chance(0.7)) {
        s.line(
            Pen.turn(Pen.ellipse(side * (w + 0.05), 0.4, 0.19, 0.32), -side * 0.06, side * w, 0.4),
            0.018,
            0,
            0.35);
        s.body(
                Pen.turn(
                    Pen.ellipse(side * (w + 0.06), 0.4, 0.17, 0.3), -side * 0.06, side * w, 0.4))
            .second()
            .puff(0.12)
            .bulge(0.6)
            .drop(0.3);
      }
      s.trim(Pen.ellipse(side * (w + 0.06), 0.4, 0.04, 0.05), 0xc9c9cc, Surface.CHROME).drop(0.4);
    }
  }

  static void watch(Sketch s) {
    Dice d = s.dice;
    boolean square = d.chance(0.4);
    double r = d.in(0.46, 0.54);
    double sw = r * d.in(0.66, 0.8);
    double end = sw * 0.8;
    for (int side = -1; side <= 1; side += 2) {
      Shape strap =
          Pen.round(
              0.08,
              -sw,
              side * r * 0.7,
              sw,
              side * r * 0.7,
              end,
              side * 1.15,
              end * 0.8,
              side * 1.22,
              -end * 0.8,
              side * 1.22,
              -end,
              side * 1.15);
      if (s.material == Surface.METAL) {
        int links = 5;
        for (int i = 0; i < links; i++) {
          double y = side * (r * 0.8 + 0.07 + i * 0.135);
          double lw = sw + (end - sw) * i / links;
          s.body(Pen.box(0, y, lw, 0.066, 0.03)).second().puff(0.05).bulge(0.5).drop(0.5);
          s.line(Pen.line(-lw * 0.4, y - 0.05, -lw * 0.4, y + 0.05), 0.018, 0, 0.45);
          s.line(Pen.line(lw * 0.4, y - 0.05, lw * 0.4, y + 0.05), 0.018, 0, 0.45);
        }
      } else {
        s.body(strap).second().puff(0.1).folds(0.2).bulge(0.4);
        s.stitch(Pen.line(-sw + 0.06, side * r * 0.8, -end + 0.06, side * 1.12));
        s.stitch(Pen.line(sw - 0.06, side * r * 0.8, end - 0.06, side * 1.12));
        if (side > 0) {
          for (int i = 0; i < 4; i++) {
            s.mark(Pen.ellipse(0, 0.76 + i * 0.1, 0.024, 0.024), 0, 0.75);
          }
        } else {
          s.trim(
                  Pen.less(
                      Pen.box(0, -1.14, end + 0.05, 0.1, 0.04),
                      Pen.box(0, -1.14, end - 0.03, 0.05, 0.02)),
                  Sketch.STEEL,
                  Surface.CHROME)
              .drop(0.5);
        }
      }
    }
    s.trim(Pen.box(r + 0.05, 0, 0.05, 0.07, 0.02), Sketch.STEEL, Surface.CHROME);
    Shape outer = square ? Pen.box(0, 0, r, r * 1.04, 0.15) : Pen.ellipse(0, 0, r, r);
    double inR = r * (square ? 0.8 : 0.74);
    Shape inner = square ? Pen.box(0, 0, inR, inR * 1.04, 0.1) : Pen.ellipse(0, 0, inR, inR);
    s.body(outer).puff(0.09).drop(0.8).bulge(0.5).folds(0);
    boolean digital = square && d.chance(0.5);
    int face = digital || d.chance(0.4) ? 0x1c1d22 : 0xf1efe8;
    int hand = face == 0xf1efe8 ? 0x202024 : 0xececec;
    s.trim(inner, face, Surface.GLASS).drop(0).puff(0.02).bulge(0.3);
    s.line(inner, 0.02, 0, 0.4);
    if (digital) {
      for (int i = 0; i < 4; i++) {
        double x = -0.19 + i * 0.12 + (i > 1 ? 0.03 : 0);
        s.line(Pen.box(x, -0.08, 0.032, 0.08, 0.005), 0.022, 0xe8eef2, 0.95);
      }
      s.mark(Pen.box(0, 0.14, 0.2, 0.02, 0.01), 0xb9c2c8, 0.8);
      s.mark(Pen.box(-0.06, 0.22, 0.14, 0.02, 0.01), 0xb9c2c8, 0.6);
    } else {
      for (int i = 0; i < 12; i++) {
        double a = Math.PI * i / 6;
        double k = i % 3 == 0 ? 0.76 : 0.82;
        s.line(
            Pen.line(
                Math.sin(a) * inR * k,
                Math.cos(a) * inR * k,
                Math.sin(a) * inR * 0.9,
                Math.cos(a) * inR * 0.9),
            i % 3 == 0 ? 0.03 : 0.016,
            hand,
            0.95);
      }
      double h = d.in(0, 2 * Math.PI);
      double m = h + d.in(1.2, 4.5);
      s.line(Pen.line(0, 0, Math.sin(h) * inR * 0.48, -Math.cos(h) * inR * 0.48), 0.036, hand, 1);
      s.line(Pen.line(0, 0, Math.sin(m) * inR * 0.72, -Math.cos(m) * inR * 0.72), 0.024, hand, 1);
      s.mark(Pen.ellipse(0, 0, 0.03, 0.03), Sketch.BRASS, 1);
    }
    s.mark(
        Pen.both(inner, Pen.poly(-r, -r * 0.2, -r * 0.2, -r, r * 0.1, -r, -r, r * 0.1)),
        0xffffff,
        0.13);
  }

  static void camera(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    double w = d.in(0.86, 0.96);
    double top = d.in(-0.44, -0.36);
    double bottom = d.in(0.5, 0.58);
    boolean hump = d.chance(0.55);
    double lx = d.in(-0.06, 0.16);
    // Strap lugs, dials and the viewfinder hump.
    s.trim(Pen.box(-w + 0.22, top - 0.05, 0.11, 0.06, 0.03), Sketch.STEEL, Surface.CHROME)
        .bulge(0.9);
    s.trim(Pen.box(w - 0.24, top - 0.06, 0.13, 0.07, 0.03), 0x3a3a3f, Surface.CHROME).bulge(0.9);
    s.trim(Pen.box(w - 0.5, top - 0.04, 0.06, 0.05, 0.02), Sketch.STEEL, Surface.CHROME).bulge(0.9);
    if (hump) {
      s.body(
              Pen.round(
                  0.06,
                  lx - 0.34,
                  top + 0.1,
                  lx - 0.2,
                  top - 0.24,
                  lx + 0.2,
                  top - 0.24,
                  lx + 0.34,
                  top + 0.1))
          .puff(0.08)
          .bulge(0.4);
      s.trim(Pen.box(lx, top - 0.1, 0.12, 0.05, 0.01), 0xd9d9d4, Surface.GLASS);
    }
    s.body(Pen.box(0, (top + bottom) / 2, w, (bottom - top) / 2, 0.12))
        .puff(0.12)
        .bulge(0.4)
        .folds(0);
    // Top and bottom plates.
    Shape plate =
        Pen.both(
            Pen.box(0, (top + bottom) / 2, w, (bottom - top) / 2, 0.12),
            Pen.box(0, top + 0.02, 2, 0.15, 0));
    if (s.material == Surface.LEATHER) {
      s.trim(plate, d.chance(0.6) ? Sketch.STEEL : 0x3b3b40, Surface.CHROME).puff(0.05).drop(0.4);
    } else {
      s.body(plate).second().puff(0.05).drop(0.4).bulge(0.3);
    }
    s.line(Pen.line(-w, bottom - 0.08, w, bottom - 0.08), 0.016, 0, 0.35);
    s.seam(Pen.line(-w, top + 0.185, w, top + 0.185));
    // Grip.
    if (d.chance(0.6)) {
      s.body(Pen.box(-w + 0.16, (top + bottom) / 2 + 0.08, 0.14, (bottom - top) / 2 - 0.12, 0.1))
          .puff(0.1)
          .drop(0.7)
          .bulge(0.4);
    }
    s.trim(Pen.box(w - 0.24, top + 0.09, 0.13, 0.055, 0.02), 0xdfe3e6, Surface.GLASS).drop(0.4);
    s.trim(Pen.ellipse(-w + 0.52, top + 0.09, 0.035, 0.035), 0xc0392b, Surface.PLASTIC).drop(0.4);
    // Lens barrel.
    double r = d.in(0.36, 0.42);
    double ly = (top + bottom) / 2 + 0.06;
    s.trim(Pen.ellipse(lx, ly, r, r), Sketch.STEEL, Surface.CHROME).puff(0.06).drop(0.9);
    s.trim(Pen.ellipse(lx, ly, r * 0.93, r * 0.93), 0x242428, Surface.RUBBER).puff(0.1).drop(0.4);
    s.mark(Pen.dashes(Pen.ellipse(lx, ly, r * 0.85, r * 0.85), 0.05, 0.02, 0.022), 0x4c4c52, 0.9);
    s.trim(Pen.ellipse(lx, ly, r * 0.74, r * 0.74), 0x17171a, Surface.RUBBER).puff(0.06).drop(0.4);
    s.line(Pen.ellipse(lx, ly, r * 0.66, r * 0.66), 0.012, 0xdddddd, 0.5);
    s.trim(Pen.ellipse(lx, ly, r * 0.54, r * 0.54), 0x27375a, Surface.GLASS)
        .puff(0.3)
        .drop(0.2)
        .bulge(0.7);
    s.mark(Pen.ellipse(lx, ly, r * 0.24, r * 0.24), 0x0c0c12, 0.75);
    s.mark(Pen.ellipse(lx - r * 0.2, ly - r * 0.22, r * 0.11, r * 0.08), 0xffffff, 0.8);
    s.mark(Pen.ellipse(lx + r * 0.2, ly + r * 0.22, r * 0.06, r * 0.05), 0xbfa8ff, 0.5);
  }
}
