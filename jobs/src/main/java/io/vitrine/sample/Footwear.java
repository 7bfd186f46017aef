package io.vitrine.sample;

import java.awt.Shape;

/** Shoes, seen from the side with the toe to the left or to the right. */
final class Footwear {
  private Footwear() {}

  /** Mirrors the finished sketch for half of the products. */
  private static void maybeFlip(Sketch s) {
    if (s.dice.chance(0.5)) {
      for (int i = 0; i < s.layers.size(); i++) {
        Layer old = s.layers.get(i);
        s.layers.set(i, old.with(Pen.flip(old.shape), -old.angle));
      }
    }
  }

  static void sneaker(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    boolean high = d.chance(0.3);
    double top = high ? -0.62 : -0.34;
    double sole = d.in(0.12, 0.2);
    double y = 0.3;
    int soleColour = d.chance(0.75) ? Sketch.WHITE : d.chance(0.5) ? 0xcdb28a : 0x35353a;
    // Inner far side of the opening.
    s.trim(
            Pen.loop(
                0.16,
                top + 0.06,
                0.3,
                top - 0.05,
                0.74,
                top - 0.06,
                0.84,
                top + 0.1,
                0.5,
                top + 0.24),
            0x55525a,
            Surface.WEB)
        .drop(0);
    Shape tongue =
        Pen.round(0.06, 0.0, -0.18, 0.14, top - 0.1, 0.3, top - 0.16, 0.4, top + 0.02, 0.24, 0.0);
    s.body(tongue).puff(0.06).angle(-0.6);
    Shape upper =
        Pen.loop(
            -0.98,
            y,
            -0.99,
            0.1,
            -0.84,
            -0.04,
            -0.56,
            -0.09,
            -0.3,
            -0.14,
            -0.06,
            -0.24,
            0.2,
            top + 0.04,
            0.36,
            top + 0.1,
            0.6,
            top + 0.13,
            0.84,
            top - 0.03,
            0.92,
            top + 0.06,
            0.9,
            0.0,
            0.96,
            0.2,
            0.94,
            y + 0.02,
            0.4,
            y + 0.05,
            -0.4,
            y + 0.05);
    s.body(upper).puff(0.2).folds(0.35);
    // Toe cap, heel counter, eyestay.
    boolean cap = d.chance(0.6);
    if (cap) {
      Shape toe =
          Pen.both(upper, Pen.loop(-1.2, 0.5, -1.2, -0.2, -0.68, -0.2, -0.56, 0.1, -0.5, 0.5));
      if (d.chance(0.4)) {
        s.trim(toe, Sketch.WHITE, Surface.RUBBER).drop(0.4);
      } else {
        s.body(toe).second().drop(0.4).puff(0.12);
      }
    }
    Shape heel =
        Pen.both(
            upper,
            Pen.loop(1.2, top - 0.2, 0.74, top - 0.1, 0.72, 0.0, 0.58, 0.2, 0.54, 0.5, 1.2, 0.5));
    s.body(heel).second().drop(0.4).puff(0.12).folds(0.2);
    s.seam(Pen.curve(0.7, top + 0.1, 0.71, 0.0, 0.57, 0.2, 0.54, 0.34));
    Shape stay =
        Pen.round(
            0.07,
            -0.46,
            -0.08,
            -0.02,
            -0.25,
            0.22,
            top + 0.04,
            0.36,
            top + 0.1,
            0.2,
            -0.04,
            -0.08,
            0.1,
            -0.4,
            0.06);
    s.body(stay).second().drop(0.45).puff(0.05).folds(0.1);
    s.stitch(Pen.curve(0.33, top + 0.12, 0.17, -0.05, -0.09, 0.07, -0.38, 0.04));
    // A side stripe that stays the shoe's own.
    if (d.chance(0.7)) {
      int mark = soleColour == Sketch.WHITE ? Sketch.WHITE : 0xe6e6e6;
      if (d.chance(0.5)) {
        s.trim(
            Pen.loop(-0.1, 0.22, 0.14, 0.16, 0.56, -0.12, 0.2, 0.24, 0.0, 0.28),
            mark,
            Surface.RUBBER);
      } else {
        for (int i = 0; i < 3; i++) {
          double x = 0.02 + i * 0.13;
          s.trim(
              Pen.round(0.01, x + 0.1, 0.0, x + 0.16, 0.0, x + 0.06, 0.3, x, 0.3),
              mark,
              Surface.RUBBER);
        }
      }
    }
    Shape midsole =
        Pen.loop(
            -1.03,
            y - 0.05,
            -0.6,
            y + 0.01,
            0,
            y + 0.02,
            0.6,
            y - 0.01,
            0.99,
            y - 0.06,
            1.02,
            y + sole * 0.6,
            0.94,
            y + sole,
            0.3,
            y + sole + 0.01,
            -0.5,
            y + sole + 0.01,
            -0.92,
            y + sole - 0.01,
            -1.04,
            y + sole * 0.5);
    s.trim(midsole, soleColour, Surface.RUBBER).puff(0.07).drop(0.5);
    s.line(
        Pen.curve(-1.02, y + sole * 0.5, 0, y + sole * 0.62, 1.0, y + sole * 0.45), 0.014, 0, 0.3);
    s.line(
        Pen.curve(-0.9, y + sole - 0.01, 0, y + sole, 0.92, y + sole - 0.01), 0.03, 0x444448, 0.8);
    int lace = d.chance(0.7) ? Sketch.WHITE : Sketch.BLACK;
    int rows = high ? 6 : 4;
    for (int i = 0; i < rows; i++) {
      double t = (i + 0.4) / rows;
      double x = -0.36 + t * 0.62;
      double yy = -0.12 + t * (top + 0.16) - 0.02;
      s.trim(
              Pen.stroke(Pen.curve(x - 0.1, yy - 0.035, x, yy + 0.0, x + 0.1, yy + 0.09), 0.05),
              lace,
              Surface.WEB)
          .puff(0.025)
          .drop(0.7);
    }
    if (d.chance(0.7)) {
      s.trim(
              Pen.stroke(
                  Pen.curve(
                      0.2,
                      top + 0.04,
                      0.1,
                      top - 0.08,
                      0.2,
                      top - 0.1,
                      0.26,
                      top + 0.05,
                      0.4,
                      top + 0.16,
                      0.36,
                      top + 0.26),
                  0.035),
              lace,
              Surface.WEB)
          .drop(0.6);
    }
    maybeFlip(s);
  }

  static void heel(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    int kind = d.below(3);
    double lift = d.in(-0.12, 0.04);
    double thick = kind == 1 ? d.in(0.12, 0.17) : d.in(0.035, 0.06);
    double ground = 0.62;
    // Heel.
    Shape heelShape =
        Pen.loop(
            0.5,
            lift + 0.1,
            0.88,
            lift - 0.08,
            0.92,
            lift + 0.06,
            0.86 - 0.02,
            0.3,
            0.82 + thick * 0.5,
            ground,
            0.82 - thick,
            ground,
            0.8 - thick * 0.8,
            0.36,
            0.66,
            lift + 0.22);
    s.body(heelShape).puff(0.09).folds(0).drop(0);
    s.trim(
        Pen.box(0.82 - thick * 0.25, ground, thick * 0.8, 0.025, 0.01),
        Sketch.BLACK,
        Surface.RUBBER);
    // Inside of the far wall.
    s.trim(
            Pen.loop(
                -0.3,
                0.28,
                0.1,
                0.12,
                0.5,
                lift - 0.1,
                0.84,
                lift - 0.3,
                0.7,
                lift + 0.05,
                0.2,
                0.3,
                -0.2,
                0.42),
            0xc8a988,
            Surface.RUBBER)
        .drop(0);
    // Sole line.
    s.trim(
        Pen.loop(
            -0.98,
            0.58,
            -0.6,
            0.6,
            -0.2,
            0.59,
            0.2,
            0.42,
            0.5,
            lift + 0.18,
            0.7,
            lift + 0.13,
            0.6,
            lift + 0.27,
            0.28,
            0.5,
            -0.16,
            0.645,
            -0.6,
            0.645,
            -0.95,
            0.63),
        0x2a2526,
        Surface.RUBBER);
    double[] open = {-0.86, 0.58, -0.8, 0.44, -0.6, 0.3, -0.36, 0.24, -0.26, 0.32, -0.1, 0.44};
    double[] closed = {-1.02, 0.58, -0.94, 0.46, -0.7, 0.34, -0.46, 0.26, -0.34, 0.3, -0.12, 0.43};
    double[] behind = {
      0.2,
      0.38,
      0.46,
      0.12,
      0.68,
      lift - 0.2,
      0.82,
      lift - 0.36,
      0.92,
      lift - 0.28,
      0.93,
      lift - 0.02,
      0.84,
      lift + 0.12,
      0.5,
      lift + 0.2,
      0.22,
      0.44,
      -0.18,
      0.6,
      -0.6,
      0.61
    };
    Shape upper =
        kind == 2
            ? Pen.loop(Pen.joined(open, behind))
            : Pen.loop(Pen.joined(closed, behind, new double[] {-0.9, 0.61}));
    s.body(upper).puff(0.16).folds(0.25).drop(0.4);
    s.stitch(
        Pen.curve(
            -0.38, 0.31, -0.12, 0.46, 0.22, 0.4, 0.48, 0.14, 0.7, lift - 0.17, 0.82, lift - 0.31));
    s.seam(Pen.curve(0.62, lift - 0.1, 0.6, lift + 0.05, 0.66, lift + 0.16));
    if (kind == 2 || d.chance(0.35)) {
      // Ankle strap with a buckle.
      s.body(Pen.stroke(Pen.curve(0.86, lift - 0.3, 0.6, lift - 0.46, 0.3, lift - 0.4), 0.075))
          .second()
          .puff(0.04)
          .folds(0)
          .drop(0.5);
      s.body(
              Pen.stroke(
                  Pen.curve(0.86, lift - 0.3, 0.64, lift - 0.24, 0.4, lift - 0.28, 0.3, lift - 0.4),
                  0.075))
          .second()
          .puff(0.04)
          .folds(0)
          .drop(0.6);
      s.trim(
          Pen.less(
              Pen.box(0.58, lift - 0.25, 0.06, 0.06, 0.02),
              Pen.box(0.58, lift - 0.25, 0.03, 0.03, 0.01)),
          Sketch.BRASS,
          Surface.CHROME);
    }
    if (kind != 2 && d.chance(0.5)) {
      s.body(
              Pen.round(
                  0.03, -0.5, 0.28, -0.36, 0.36, -0.22, 0.26, -0.22, 0.42, -0.36, 0.38, -0.52,
                  0.42))
          .second()
          .puff(0.05)
          .drop(0.6)
          .folds(0);
    }
    maybeFlip(s);
  }

  static void boot(Sketch s) {
    Dice d = s.dice;
    s.stands = true;
    boolean rain = s.material == Surface.PLASTIC;
    int kind = rain ? 3 : d.below(3);
    double top = kind == 0 ? d.in(-0.5, -0.35) : kind == 1 ? d.in(-0.6, -0.5) : d.in(-1.05, -0.85);
    double back = d.in(0.5, 0.56);
    double front = kind == 2 || kind == 3 ? -0.12 : -0.08;
    s.trim(Pen.ellipse((front + back) / 2, top, (back - front) / 2, 0.07), 0x3d3636, Surface.WEB)
        .drop(0);
    Shape upper =
        Pen.round(
            0.14,
            front - 0.02,
            top,
            (front + back) / 2,
            top + 0.05,
            back + 0.02,
            top - 0.01,
            back - 0.01,
            -0.1,
            back + 0.05,
            0.3,
            back + 0.04,
            0.62,
            -0.3,
            0.65,
            -0.84,
            0.64,
            -0.92,
            0.48,
            -0.8,
            0.32,
            -0.44,
            0.24,
            -0.16,
            0.08,
            front + 0.01,
            -0.14);
    s.body(upper).puff(0.22).folds(0.5);
    if (kind == 0) {
      // Chelsea: an elastic gusset and pull tabs.
      Shape gusset =
          Pen.loop(0.08, top + 0.05, 0.34, top + 0.05, 0.3, -0.02, 0.2, 0.14, 0.1, -0.02);
      s.trim(gusset, 0x2f2d30, Surface.WEB).drop(0.4);
      for (int i = 0; i < 5; i++) {
        s.line(Pen.line(0.13 + i * 0.04, top + 0.1, 0.15 + i * 0.028, -0.02), 0.01, 0xffffff, 0.2);
      }
      s.body(Pen.box(back - 0.05, top - 0.02, 0.04, 0.1, 0.02)).puff(0.03).drop(0.6);
      s.seam(Pen.curve(-0.16, 0.1, 0.0, 0.3, 0.05, 0.6));
    } else if (kind == 1) {
      // Combat boot: laces up the front.
      Shape stay =
          Pen.round(
              0.05,
              front - 0.03,
              top,
              front + 0.12,
              top + 0.03,
              front + 0.14,
              -0.14,
              -0.06,
              0.18,
              -0.34,
              0.34,
              -0.46,
              0.25,
              -0.17,
              0.07,
              front,
              -0.15);
      s.body(stay).second().puff(0.05).drop(0.5).folds(0);
      int rows = 7;
      for (int i = 0; i < rows; i++) {
        double t = i / (rows - 1.0);
        double y = top + 0.07 + t * (0.2 - top - 0.07);
        double x = y < -0.1 ? front + 0.05 : front + 0.05 - (y + 0.1) * 0.85;
        s.trim(Pen.stroke(Pen.line(x - 0.08, y + 0.02, x + 0.06, y), 0.042), 0x2b2b2e, Surface.WEB)
            .drop(0.6);
        s.trim(Pen.ellipse(x + 0.07, y, 0.022, 0.022), Sketch.BRASS, Surface.CHROME).drop(0.5);
      }
      s.seam(Pen.curve(-0.5, 0.28, -0.4, 0.44, -0.44, 0.62));
      s.seam(Pen.curve(back - 0.02, 0.02, 0.28, 0.12, 0.22, 0.36, 0.2, 0.62));
    } else if (kind == 2) {
      // Tall boot: a zip and a strap.
      s.zip(Pen.line(0.2, top + 0.06, 0.2, 0.3), 0.2, top + 0.06);
      if (d.chance(0.6)) {
        s.body(
                Pen.round(
                    0.02, front - 0.04, -0.1, back + 0.02, -0.12, back + 0.03, -0.01, -0.1, 0.02))
            .second()
            .puff(0.05)
            .drop(0.6)
            .folds(0);
        s.trim(
            Pen.less(
                Pen.box(0.08, -0.05, 0.08, 0.08, 0.02), Pen.box(0.08, -0.05, 0.045, 0.045, 0.01)),
            Sketch.BRASS,
            Surface.CHROME);
      }
      s.seam(Pen.curve(-0.3, 0.2, -0.1, 0.36, -0.05, 0.62));
    } else {
      // Rain boot: moulded bands.
      s.body(
              Pen.round(
                  0.02,
                  front - 0.04,
                  top,
                  back + 0.03,
                  top - 0.01,
                  back + 0.03,
                  top + 0.11,
                  front - 0.04,
                  top + 0.12))
          .second()
          .puff(0.05)
          .drop(0.5);
      s.line(Pen.curve(-0.16, 0.1, 0.1, 0.2, back + 0.02, 0.16), 0.03, 0, 0.16);
      s.line(Pen.curve(-0.9, 0.52, -0.3, 0.5, back + 0.04, 0.5), 0.02, 0, 0.25);
      s.trim(Pen.box(0.2, top + 0.26, 0.07, 0.05, 0.02), 0xe6e6e6, Surface.RUBBER);
    }
    double heel = kind == 2 ? 0.2 : 0.12;
    int soleColour = d.chance(0.7) ? 0x26262a : 0xa98a64;
    Shape sole =
        Pen.round(
            0.05,
            -0.95,
            0.58,
            -0.3,
            0.61,
            back + 0.06,
            0.58,
            back + 0.06,
            0.64 + heel,
            back - 0.32,
            0.64 + heel,
            back - 0.38,
            0.7,
            -0.86,
            0.7);
    s.trim(sole, soleColour, Surface.RUBBER).puff(0.05).drop(0.5);
    s.mark(
        Pen.dashes(Pen.curve(-0.9, 0.615, -0.3, 0.635, back + 0.03, 0.61), 0.014, 0.03, 0.02),
        0xd8c9a8,
        0.8);
    if (kind == 1) {
      s.mark(Pen.dashes(Pen.line(-0.84, 0.7, 0.2, 0.7), 0.05, 0.06, 0.04), 0x161618, 1);
    }
    maybeFlip(s);
  }
}
