package io.vitrine.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/** A repeating mask of the second colour, drawn anew for every product. */
final class PatternTile {
  static final int SIZE = 256;
  private final byte[] mask;

  /** Tile widths per picture side. */
  final double repeats;

  /** How much the pattern is turned on the product. */
  final double angle;

  private PatternTile(byte[] mask, double repeats, double angle) {
    this.mask = mask;
    this.repeats = repeats;
    this.angle = angle;
  }

  /** The mask (0..255) at fixed point coordinates with 8 fraction bits. */
  int at(int u, int v) {
    int x0 = u >> 8 & SIZE - 1;
    int x1 = x0 + 1 & SIZE - 1;
    int y0 = (v >> 8 & SIZE - 1) << 8;
    int y1 = ((v >> 8) + 1 & SIZE - 1) << 8;
    int fx = u & 255;
    int fy = v & 255;
    int top = (mask[y0 + x0] & 255) * (256 - fx) + (mask[y0 + x1] & 255) * fx;
    int low = (mask[y1 + x0] & 255) * (256 - fx) + (mask[y1 + x1] & 255) * fx;
    return top * (256 - fy) + low * fy >> 16;
  }

  /** The tile of a pattern, or null for patterns that do not repeat. */
  static PatternTile of(String pattern, Dice d) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    byte[] mask = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    try {
      switch (pattern) {
        case SampleVocabulary.STRIPES -> {
          stripes(mask, d);
          double angle = d.chance(0.6) ? 0 : d.chance(0.75) ? Math.PI / 2 : d.sign() * Math.PI / 4;
          return new PatternTile(mask, d.in(2.6, 4.4), angle);
        }
        case SampleVocabulary.CHECKS -> {
          checks(mask, d);
          double angle = d.chance(0.85) ? 0 : Math.PI / 4;
          return new PatternTile(mask, d.in(2.4, 3.8), angle);
        }
        case SampleVocabulary.DOTS -> {
          double r = d.in(34, 42);
          g.setColor(Color.WHITE);
          for (int[] c : new int[][] {{64, 64}, {192, 192}}) {
            g.fill(Pen.ellipse(c[0], c[1], r, r));
          }
          return new PatternTile(mask, d.in(3.4, 5.4), d.chance(0.7) ? 0 : Math.PI / 4);
        }
        case SampleVocabulary.PRINT -> {
          print(g, d);
          return new PatternTile(mask, d.in(1.7, 2.5), d.in(-0.3, 0.3));
        }
        default -> {
          return null;
        }
      }
    } finally {
      g.dispose();
    }
  }

  private static void stripes(byte[] mask, Dice d) {
    int kind = d.below(3);
    double duty = d.in(0.3, 0.36);
    for (int y = 0; y < SIZE; y++) {
      double t = (double) y / SIZE;
      double v =
          switch (kind) {
            case 0 -> bar(2 * t, duty);
            case 1 -> Math.max(bar(t, 0.22), bar(t + 0.5, 0.1));
            default -> bar(3 * t, duty);
          };
      Arrays.fill(mask, y * SIZE, (y + 1) * SIZE, (byte) (int) (v * 255));
    }
  }

  /** A periodic bar of a width around 0.5, with slightly soft edges. */
  private static double bar(double t, double width) {
    double d = Math.abs(t - Math.floor(t) - 0.5);
    return Math.max(0, Math.min(1, (width / 2 - d) / 0.012 + 0.5));
  }

  private static void checks(byte[] mask, Dice d) {
    boolean thin = d.chance(0.5);
    double wide = d.in(0.34, 0.42);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double s = (double) x / SIZE;
        double t = (double) y / SIZE;
        double v = 0.5 * bar(s, wide) + 0.5 * bar(t, wide);
        if (thin) {
          v = Math.max(v, 0.8 * Math.max(bar(s + 0.5, 0.06), bar(t + 0.5, 0.06)));
        }
        mask[y * SIZE + x] = (byte) (int) (v * 255);
      }
    }
  }

  private static void print(Graphics2D g, Dice d) {
    int kind = d.below(4);
    double[][] places = {{64, 62}, {192, 190}, {196, 58}, {58, 194}};
    for (int i = 0; i < places.length; i++) {
      boolean small = i > 1;
      double size = (small ? d.in(0.5, 0.62) : d.in(0.95, 1.1)) * 62;
      double cx = places[i][0] + d.in(-10, 10);
      double cy = places[i][1] + d.in(-10, 10);
      Shape motif = motif(kind, small, d);
      AffineTransform at = AffineTransform.getTranslateInstance(cx, cy);
      at.rotate(d.in(0, 2 * Math.PI));
      at.scale(size, size);
      Shape placed = at.createTransformedShape(motif);
      g.setColor(Color.WHITE);
      for (int dx = -1; dx <= 1; dx++) {
        for (int dy = -1; dy <= 1; dy++) {
          g.fill(
              AffineTransform.getTranslateInstance(dx * SIZE, dy * SIZE)
                  .createTransformedShape(placed));
        }
      }
    }
  }

  private static Shape motif(int kind, boolean small, Dice d) {
    return switch (kind) {
      case 0 -> small ? leaf() : flower(5, 0.34);
      case 1 -> small ? flower(5, 0.3) : sprig();
      case 2 -> small ? star(4, 0.3) : star(5, 0.42);
      default -> small ? leaf() : flower(7, 0.24);
    };
  }

  private static Shape flower(int petals, double width) {
    Area area = new Area();
    for (int k = 0; k < petals; k++) {
      Shape petal = Pen.ellipse(0, -0.58, width, 0.42);
      area.add(
          new Area(
              AffineTransform.getRotateInstance(2 * Math.PI * k / petals)
                  .createTransformedShape(petal)));
    }
    area.subtract(new Area(Pen.ellipse(0, 0, 0.24, 0.24)));
    area.add(new Area(Pen.ellipse(0, 0, 0.13, 0.13)));
    return area;
  }

  private static Shape leaf() {
    Path2D p = new Path2D.Double();
    p.moveTo(0, -1);
    p.curveTo(0.7, -0.5, 0.6, 0.5, 0, 1);
    p.curveTo(-0.6, 0.5, -0.7, -0.5, 0, -1);
    Area area = new Area(p);
    area.subtract(new Area(Pen.stroke(Pen.line(0, -0.6, 0, 1), 0.1)));
    return area;
  }

  private static Shape sprig() {
    Area area = new Area(Pen.stroke(Pen.line(0, -0.9, 0, 1), 0.1));
    for (int k = 0; k < 4; k++) {
      double y = -0.75 + k * 0.42;
      for (int s = -1; s <= 1; s += 2) {
        AffineTransform at = AffineTransform.getTranslateInstance(s * 0.36, y);
        at.rotate(s * 0.9);
        at.scale(0.42, 0.36);
        area.add(new Area(at.createTransformedShape(leaf())));
      }
    }
    return area;
  }

  private static Shape star(int points, double inner) {
    Path2D p = new Path2D.Double();
    for (int k = 0; k < 2 * points; k++) {
      double r = k % 2 == 0 ? 1 : inner;
      double a = Math.PI * k / points;
      if (k == 0) {
        p.moveTo(0, -r);
      } else {
        p.lineTo(r * Math.sin(a), -r * Math.cos(a));
      }
    }
    p.closePath();
    return p;
  }
}
