package io.vitrine.sample;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Outdoor goods. */
final class Outdoor {
  private Outdoor() {}

  static void tent(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    boolean dome = d.chance(0.6);
    double w = d.in(0.84, 0.95);
    double ground = 0.5;
    double top = dome ? d.in(-0.5, -0.38) : d.in(-0.62, -0.5);
    // Guy ropes and pegs.
    for (int side = -1; side <= 1; side += 2) {
      s.rope(
          Pen.line(side * w * 0.62, top + 0.42, side * (w + 0.2), ground + 0.08), 0.016, 0x6a6a6a);
      s.rope(
          Pen.line(side * (w + 0.18), ground + 0.03, side * (w + 0.23), ground + 0.12),
          0.03,
          0x4b4b50);
    }
    if (dome) {
      Shape shell =
          Pen.mirrorCurve(
              0,
              top,
              w * 0.34,
              top + 0.06,
              w * 0.72,
              top + 0.4,
              w * 0.94,
              ground - 0.16,
              w,
              ground,
              w * 0.5,
              ground + 0.06,
              0,
              ground + 0.07);
      s.body(shell).puff(0.4).folds(0.5).bulge(0.5);
      // The pole channels.
      s.line(Pen.curve(0, top, -w * 0.32, top + 0.26, -w * 0.56, ground + 0.03), 0.03, 0, 0.3);
      s.line(Pen.curve(0, top, w * 0.32, top + 0.26, w * 0.56, ground + 0.03), 0.03, 0, 0.3);
      s.line(
          Pen.curve(0.015, top, w * 0.335, top + 0.26, w * 0.575, ground + 0.03),
          0.012,
          0xffffff,
          0.4);
      s.body(Pen.both(shell, Pen.box(0, ground + 0.04, 2, 0.12, 0)))
          .second()
          .puff(0.05)
          .dim(0.82)
          .drop(0.2)
          .folds(0.3);
      // A vestibule canopy over the door.
      double dw = d.in(0.27, 0.34);
      Path2D door = new Path2D.Double();
      door.moveTo(-dw, ground + 0.06);
      door.curveTo(-dw, top + 0.4, -dw * 0.5, top + 0.26, 0, top + 0.24);
      door.curveTo(dw * 0.5, top + 0.26, dw, top + 0.4, dw, ground + 0.06);
      door.closePath();
      s.trim(door, 0x2e2f33, Surface.WEB).drop(0.3).puff(0.1);
      s.mark(Pen.both(door, Pen.box(0, ground, 1, 0.16, 0)), 0x5a564f, 0.6);
      double side = d.sign();
      Shape flap =
          Pen.loop(
              side * 0.02,
              top + 0.24,
              side * dw * 0.7,
              top + 0.3,
              side * dw * 1.02,
              top + 0.56,
              side * (dw + 0.03),
              ground + 0.06,
              side * (dw - 0.14),
              ground + 0.05,
              side * (dw - 0.1),
              top + 0.6,
              side * dw * 0.4,
              top + 0.4);
      s.body(flap).second().puff(0.06).drop(0.6).folds(0.8);
      s.line(door, 0.02, 0, 0.4);
    } else {
      double off = d.in(0.2, 0.3);
      double side = d.sign();
      double apex = -side * off;
      double farApex = side * 0.52;
      double base = -side * w * 0.95;
      double mid = side * 0.28;
      // The long roof side, the end wall, the open door.
      s.body(Pen.round(0.03, apex, top, farApex, top + 0.1, side * w, ground - 0.06, mid, ground))
          .puff(0.12)
          .folds(0.7)
          .bulge(0.5);
      s.body(Pen.round(0.02, apex, top, mid, ground, base, ground))
          .second()
          .puff(0.08)
          .folds(0.5)
          .dim(0.86)
          .drop(0.4)
          .bulge(0.4);
      double c = (mid + base) / 2;
      Shape door =
          Pen.round(0.02, apex + (c - apex) * 0.24, top + 0.3, c + 0.2, ground, c - 0.2, ground);
      s.trim(door, 0x2c2d31, Surface.WEB).drop(0.3).puff(0.05);
      s.body(
              Pen.round(
                  0.03,
                  apex + (c - apex) * 0.24,
                  top + 0.3,
                  c + 0.22,
                  ground,
                  c + 0.08,
                  ground,
                  apex + (c - apex) * 0.5 + 0.06,
                  top + 0.66))
          .puff(0.04)
          .drop(0.7)
          .folds(0.6);
      s.line(Pen.line(apex, top, farApex, top + 0.1), 0.026, 0, 0.3);
      s.line(Pen.line(apex, top, mid, ground), 0.018, 0, 0.35);
      s.rope(Pen.line(apex, top - 0.05, apex, top + 0.02), 0.03, 0x55555a);
      s.rope(Pen.line(apex, top, base - side * 0.16, ground + 0.06), 0.014, 0x6a6a6a);
    }
    if (d.chance(0.5)) {
      s.trim(Pen.box(-w * 0.5, ground - 0.2, 0.07, 0.035, 0.01), 0xe7e4dc, Surface.RUBBER)
          .drop(0.2);
    }
  }

  static void bottle(Sketch s) {
    Dice d = s.dice;
    s.stands = d.chance(0.7);
    int kind = d.below(3);
    double w = d.in(0.28, 0.34);
    double sh = d.in(-0.48, -0.36);
    double neck = kind == 1 ? w * 0.8 : w * 0.58;
    double top = sh - 0.22;
    int cap = d.chance(0.6) ? 0x2c2c31 : 0x8f9298;
    Surface capFinish = d.chance(0.5) ? Surface.RUBBER : Surface.CHROME;
    // The carrying loop.
    if (kind == 0) {
      s.trim(
          Pen.stroke(
              Pen.curve(
                  -neck * 0.9,
                  top - 0.08,
                  -neck * 0.9,
                  top - 0.26,
                  0,
                  top - 0.36,
                  neck * 0.9,
                  top - 0.26,
                  neck * 0.9,
                  top - 0.08),
              0.075),
          0x2c2c31,
          Surface.RUBBER);
    } else if (kind == 1) {
      double side = d.sign();
      s.trim(
          Pen.stroke(
              Pen.curve(
                  side * neck * 0.8,
                  top - 0.02,
                  side * (neck + 0.22),
                  top - 0.06,
                  side * (neck + 0.26),
                  top + 0.14,
                  side * neck * 0.9,
                  top + 0.16),
              0.06),
          0x2c2c31,
          Surface.RUBBER);
    } else {
      s.trim(
          Pen.round(0.02, -0.09, top - 0.12, 0.09, top - 0.12, 0.07, top - 0.34, -0.07, top - 0.34),
          0xd9dce0,
          Surface.PLASTIC);
      s.trim(Pen.box(0, top - 0.35, 0.1, 0.045, 0.03), cap, Surface.RUBBER);
      double side = d.sign();
      s.trim(
          Pen.stroke(
              Pen.curve(
                  side * neck * 0.9,
                  top + 0.06,
                  side * (w + 0.12),
                  top + 0.1,
                  side * (w + 0.14),
                  sh + 0.3),
              0.035),
          0x3a3a3f,
          Surface.WEB);
      s.trim(
          Pen.less(
              Pen.turn(Pen.box(side * (w + 0.14), sh + 0.42, 0.065, 0.14, 0.06), 0.1, 0, 0),
              Pen.turn(Pen.box(side * (w + 0.14), sh + 0.42, 0.035, 0.11, 0.035), 0.1, 0, 0)),
          Sketch.STEEL,
          Surface.CHROME);
    }
    Shape body =
        Pen.mirror(
            0.13, 0, top + 0.08, neck, top + 0.08, neck, sh - 0.02, w, sh + 0.16, w, 0.92, 0, 0.97);
    s.body(body).lathe().drop(0.3);
    s.trim(
            Pen.mirror(
                0.02, 0, top + 0.1, neck + 0.01, top + 0.1, neck + 0.01, top + 0.17, 0, top + 0.19),
            0xbfc3c9,
            Surface.CHROME)
        .lathe();
    s.trim(
            Pen.mirror(
                0.05,
                0,
                top - 0.14,
                neck * 0.96,
                top - 0.13,
                neck + 0.03,
                top + 0.1,
                0,
                top + 0.13),
            cap,
            capFinish)
        .lathe();
    for (int i = -4; i <= 4; i++) {
      double x = neck * Math.sin(i * 0.36);
      s.line(Pen.line(x, top - 0.08, x, top + 0.08), 0.016, 0, 0.3);
    }
    if (d.chance(0.5)) {
      s.trim(
              Pen.mirror(0.03, 0, 0.84, w + 0.008, 0.8, w + 0.004, 0.93, 0, 0.985),
              0x2f2f34,
              Surface.RUBBER)
          .lathe();
    } else {
      s.line(Pen.curve(-w, 0.84, 0, 0.89, w, 0.84), 0.016, 0, 0.3);
    }
    if (d.chance(0.6)) {
      s.mark(
          Pen.loop(-0.09, 0.26, 0.0, 0.1, 0.09, 0.26, 0.03, 0.25, 0, 0.2, -0.03, 0.25),
          0xf0f0f0,
          0.85);
      s.mark(Pen.box(0, 0.34, 0.1, 0.016, 0.008), 0xf0f0f0, 0.85);
    }
    if (kind == 2 || d.chance(0.3)) {
      for (int i = 0; i < 3; i++) {
        s.line(
            Pen.curve(-w, 0.48 + i * 0.08, 0, 0.53 + i * 0.08, w, 0.48 + i * 0.08), 0.018, 0, 0.25);
      }
    }
  }

  static void umbrella(Sketch s) {
    Dice d = s.dice;
    boolean tilted = d.chance(0.35);
    double w = d.in(0.9, 1.0);
    double top = d.in(-0.78, -0.66);
    double rim = d.in(-0.02, 0.06);
    int handle = d.chance(0.5) ? 0x6a4a30 : 0x2a2a2e;
    // Shaft and crook.
    double end = d.in(0.78, 0.92);
    double side = d.sign();
    s.trim(Pen.butt(Pen.line(0, top - 0.1, 0, end - 0.1), 0.035), Sketch.STEEL, Surface.CHROME)
        .bulge(0.9);
    s.trim(
            Pen.stroke(
                Pen.curve(
                    0,
                    end - 0.34,
                    0,
                    end,
                    side * 0.1,
                    end + 0.14,
                    side * 0.22,
                    end + 0.1,
                    side * 0.25,
                    end - 0.02),
                0.085),
            handle,
            Surface.PLASTIC)
        .puff(0.05);
    int panels = 5;
    double[] xs = new double[panels + 1];
    double[] ys = new double[panels + 1];
    for (int i = 0; i <= panels; i++) {
      double a = Math.PI * i / panels;
      xs[i] = -w * Math.cos(a);
      ys[i] = rim + (tilted ? 0.22 : 0.1) * Math.sin(a);
    }
    // The dark underside.
    s.body(Pen.ellipse(0, rim, w * 0.985, tilted ? 0.12 : 0.07))
        .dim(0.42)
        .puff(0.05)
        .folds(0)
        .drop(0);
    Path2D canopy = new Path2D.Double();
    canopy.moveTo(xs[0], ys[0]);
    canopy.curveTo(-w * 0.86, top + 0.3, -w * 0.42, top + 0.02, 0, top);
    canopy.curveTo(w * 0.42, top + 0.02, w * 0.86, top + 0.3, xs[panels], ys[panels]);
    for (int i = panels; i > 0; i--) {
      double mx = (xs[i] + xs[i - 1]) / 2;
      double my = (ys[i] + ys[i - 1]) / 2 - 0.085;
      canopy.quadTo(mx, my, xs[i - 1], ys[i - 1]);
    }
    canopy.closePath();
    // Each panel is shaded on its own, like stretched cloth between ribs.
    for (int i = 0; i < panels; i++) {
      Path2D panel = new Path2D.Double();
      panel.moveTo(0, top - 0.02);
      double lx = xs[i];
      double rx = xs[i + 1];
      rib(panel, 0, top - 0.02, lx, ys[i], w, top, rim);
      panel.quadTo((lx + rx) / 2, (ys[i] + ys[i + 1]) / 2 - 0.085, rx, ys[i + 1]);
      back(panel, rx, ys[i + 1], w, top, rim);
      panel.closePath();
      Layer part =
          s.body(Pen.both(panel, canopy))
              .puff(0.2)
              .drop(0.25)
              .folds(0.35)
              .bulge(0.55)
              .angle((xs[i] + xs[i + 1]) * -0.25);
      if (i == 1) {
        part.second();
      }
    }
    for (int i = 0; i <= panels; i++) {
      s.trim(Pen.ellipse(xs[i], ys[i], 0.022, 0.022), 0xd0d0d4, Surface.CHROME).drop(0);
      if (i > 0 && i < panels) {
        Path2D line = new Path2D.Double();
        line.moveTo(0, top);
        rib(line, 0, top, xs[i], ys[i], w, top, rim);
        s.line(line, 0.014, 0, 0.35);
      }
    }
    s.trim(Pen.ellipse(0, top - 0.02, 0.06, 0.03), 0x4a4a50, Surface.RUBBER);
    s.trim(Pen.box(0, top - 0.09, 0.018, 0.07, 0.015), Sketch.STEEL, Surface.CHROME);
    if (tilted) {
      double a = d.sign() * d.in(0.3, 0.6);
      for (int i = 0; i < s.layers.size(); i++) {
        Layer old = s.layers.get(i);
        s.layers.set(i, old.with(Pen.turn(old.shape, a, 0, 0), old.angle + a));
      }
    }
  }

  private static void rib(
      Path2D path, double x0, double y0, double x, double y, double w, double top, double rim) {
    double k = x / w;
    path.curveTo(
        k * w * 0.45,
        top + 0.02 + 0.03 * (1 - k * k),
        k * w * 0.86,
        top + 0.3 + 0.1 * (1 - k * k),
        x,
        y);
  }

  private static void back(Path2D path, double x, double y, double w, double top, double rim) {
    double k = x / w;
    path.curveTo(
        k * w * 0.86,
        top + 0.3 + 0.1 * (1 - k * k),
        k * w * 0.45,
        top + 0.02 + 0.03 * (1 - k * k),
        0,
        top - 0.02);
  }
}
