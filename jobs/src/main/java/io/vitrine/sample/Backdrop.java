package io.vitrine.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Paints what lies behind a product: ground, props and the shadow of the product. */
final class Backdrop {
  private final BufferedImage picture;
  private final int[] rgb;
  private final int width;
  private final int height;
  private final Dice d;

  Backdrop(BufferedImage picture, int[] rgb, Dice dice) {
    this.picture = picture;
    this.rgb = rgb;
    this.width = picture.getWidth();
    this.height = picture.getHeight();
    this.d = dice;
  }

  void paint(int base, boolean stands, int[] product, Light light) {
    double kind = d.unit();
    boolean palest = Look.luminance(base) > 0.82;
    if (kind < 0.28 && !(palest && d.chance(0.75))) {
      sweep(grey(d.in(0.97, 1)), grey(d.in(0.93, 1)));
    } else if (kind < 0.56) {
      double tone = palest ? d.in(0.68, 0.84) : d.in(0.84, 0.95);
      int a = tint(tone, 0.03);
      sweep(Look.mix(a, 0xffffff, palest ? 0.1 : 0.5), a);
    } else if (kind < 0.76) {
      int a = studio(base);
      sweep(Look.mix(a, 0xffffff, 0.28), Look.scale(a, 0.88));
    } else if (kind < 0.85) {
      boards(base);
    } else if (kind < 0.92) {
      cloth(base);
    } else {
      room(base);
    }
    if (d.chance(0.4)) {
      props(product, light);
    }
    shadow(stands, product, light);
  }

  private static int grey(double level) {
    int v = (int) Math.round(255 * level);
    return v << 16 | v << 8 | v;
  }

  private int tint(double level, double colour) {
    return Look.hsl(d.in(0, 360), d.in(0, colour * 5), level);
  }

  /** A muted studio colour away from the colour of the product. */
  private int studio(int base) {
    int best = 0;
    double far = -1;
    for (int i = 0; i < 3; i++) {
      int c = Look.hsl(d.in(0, 360), d.in(0.12, 0.42), d.in(0.58, 0.84));
      double gap = gap(c, base);
      if (gap > far) {
        far = gap;
        best = c;
      }
    }
    return best;
  }

  private static double gap(int a, int b) {
    double r = (a >> 16 & 255) - (b >> 16 & 255);
    double g = (a >> 8 & 255) - (b >> 8 & 255);
    double c = (a & 255) - (b & 255);
    return Math.sqrt(r * r + g * g + c * c);
  }

  private void sweep(int inner, int outer) {
    double cx = width * d.in(0.3, 0.7);
    double cy = height * d.in(0.2, 0.6);
    double reach = 1 / (Math.max(width, height) * d.in(0.75, 1.1));
    double horizon = d.chance(0.4) ? height * d.in(0.62, 0.82) : height * 2;
    double soft = height * 0.07;
    int[] ramp = new int[257];
    for (int i = 0; i <= 256; i++) {
      ramp[i] = Look.mix(inner, outer, i / 256.0);
    }
    for (int y = 0; y < height; y++) {
      double floor = Math.max(0, Math.min(1, (y - horizon) / soft + 0.5)) * 0.3;
      double dy = (y - cy) * reach;
      for (int x = 0; x < width; x++) {
        double dx = (x - cx) * reach;
        double t = (dx * dx + dy * dy) * 1.1 + floor;
        rgb[y * width + x] = ramp[t >= 1 ? 256 : (int) (t * 256)];
      }
    }
  }

  private void texture(int[] tile, int color, double gain, double zoom, double angle) {
    double side = Math.min(width, height);
    double k = TextureTiles.SIZE / side / zoom * 256;
    int du = (int) (Math.cos(angle) * k);
    int dv = (int) (-Math.sin(angle) * k);
    int r = color >> 16 & 255;
    int g = color >> 8 & 255;
    int b = color & 255;
    int shift = d.below(512) << 8;
    int scale = (int) (gain * 256);
    double gx = d.in(-0.16, 0.16) / width;
    double gy = d.in(-0.16, 0.16) / height;
    for (int y = 0; y < height; y++) {
      int u = (int) (Math.sin(angle) * k * y) + shift;
      int v = (int) (Math.cos(angle) * k * y) + shift / 3;
      for (int x = 0; x < width; x++, u += du, v += dv) {
        int tone = (TextureTiles.at(tile, u, v) >> 16) - 128;
        int lit =
            (int) (256 * (1 + gx * (x - width / 2) + gy * (y - height / 2))) + (tone * scale >> 7);
        int cr = Math.min(255, Math.max(0, r * lit >> 8));
        int cg = Math.min(255, Math.max(0, g * lit >> 8));
        int cb = Math.min(255, Math.max(0, b * lit >> 8));
        rgb[y * width + x] = cr << 16 | cg << 8 | cb;
      }
    }
  }

  private void boards(int base) {
    int color = Look.luminance(base) > 0.5 ? 0x9c7e60 : 0xd8c3a5;
    if (gap(color, base) < 80) {
      color = 0xb9b4ad;
    }
    color = Look.scale(color, d.in(0.92, 1.08));
    double angle = d.chance(0.7) ? d.in(-0.1, 0.1) : Math.PI / 2 + d.in(-0.1, 0.1);
    texture(TextureTiles.WOOD[d.below(2)], color, 0.55, d.in(1.3, 1.9), angle);
    Graphics2D g = graphics(picture);
    g.rotate(angle, width / 2.0, height / 2.0);
    g.setColor(new Color(40, 25, 10, 90));
    g.setStroke(new BasicStroke(2f));
    double gapPx = height / d.in(2.5, 4.5);
    for (double y = -height + d.in(0, gapPx); y < 2 * height; y += gapPx) {
      g.draw(Pen.line(-width, y, 2 * width, y));
    }
    g.dispose();
  }

  private void cloth(int base) {
    int color = Look.luminance(base) > 0.6 ? 0x8f959c : 0xe2ddd4;
    if (d.chance(0.4)) {
      color = Look.mix(color, studio(base), 0.5);
    }
    texture(TextureTiles.COTTON[0], color, 1.4, d.in(0.9, 1.5), d.in(-0.3, 0.3));
    double fx = d.in(0.5, 1.1) / width;
    double fy = d.in(0.5, 1.1) / height;
    for (int y = 0; y < height; y += 1) {
      for (int x = 0; x < width; x += 1) {
        if ((x & 3) == 0) {
          int lit = (int) (256 * (0.9 + 0.2 * Noise.broad(x * fx * 0.5, y * fy * 0.2 + x * fx)));
          for (int k = 0; k < 4 && x + k < width; k++) {
            int v = rgb[y * width + x + k];
            int r = Math.min(255, (v >> 16 & 255) * lit >> 8);
            int g = Math.min(255, (v >> 8 & 255) * lit >> 8);
            int b = Math.min(255, (v & 255) * lit >> 8);
            rgb[y * width + x + k] = r << 16 | g << 8 | b;
          }
        }
      }
    }
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return g;
  }

  /** A defocused interior: drawn tiny and scaled up. */
  private void room(int base) {
    int w = 44;
    int h = Math.max(20, w * height / width);
    BufferedImage tiny = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = graphics(tiny);
    boolean light = Look.luminance(base) <= 0.6;
    int wall = Look.hsl(d.in(20, 220), d.in(0.03, 0.16), light ? d.in(0.78, 0.9) : d.in(0.45, 0.6));
    int floor = Look.hsl(d.in(24, 40), d.in(0.1, 0.3), light ? d.in(0.66, 0.8) : d.in(0.34, 0.48));
    g.setColor(new Color(wall));
    g.fillRect(0, 0, w, h);
    double horizon = h * d.in(0.6, 0.76);
    g.setColor(new Color(floor));
    g.fill(Pen.poly(0, horizon, w, horizon, w, h, 0, h));
    int items = 2 + d.below(4);
    for (int i = 0; i < items; i++) {
      double x = d.in(0, w);
      double s = d.in(3, 8);
      int c = Look.mix(wall, Look.hsl(d.in(0, 360), d.in(0.05, 0.35), d.in(0.3, 0.8)), 0.6);
      g.setColor(new Color(c));
      switch (d.below(4)) {
        case 0 -> g.fill(Pen.box(x, d.in(0.15, 0.4) * h, s, s * 0.8, 0.3));
        case 1 -> g.fill(Pen.box(x, horizon - s, s * 0.7, s, 0.5));
        case 2 -> g.fill(Pen.ellipse(x, horizon - s * 1.2, s, s));
        default -> {
          g.setColor(new Color(Look.mix(wall, 0xffffff, 0.6)));
          g.fill(Pen.box(x, h * 0.25, s * 0.7, h * 0.2, 0.2));
        }
      }
    }
    g.dispose();
    float[] plane = new float[w * h];
    int[] small = tiny.getRGB(0, 0, w, h, null, 0, w);
    for (int shift = 0; shift <= 16; shift += 8) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = small[i] >> shift & 255;
      }
      smooth(plane, w, h);
      for (int i = 0; i < plane.length; i++) {
        small[i] = small[i] & ~(255 << shift) | (int) plane[i] << shift;
      }
    }
    tiny.setRGB(0, 0, w, h, small, 0, w);
    Graphics2D big = graphics(picture);
    big.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    big.drawImage(tiny, -16, -16, width + 32, height + 32, null);
    big.dispose();
  }

  private static void smooth(float[] plane, int w, int h) {
    float[] copy = new float[plane.length];
    for (int pass = 0; pass < 2; pass++) {
      System.arraycopy(plane, 0, copy, 0, plane.length);
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          float sum = 0;
          for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
              int yy = Math.min(h - 1, Math.max(0, y + dy));
              int xx = Math.min(w - 1, Math.max(0, x + dx));
              sum += copy[yy * w + xx];
            }
          }
          plane[y * w + x] = sum / 9;
        }
      }
    }
  }

  /** Small things near the edges; the product is later painted over them. */
  private void props(int[] product, Light light) {
    double side = Math.min(width, height);
    Graphics2D g = graphics(picture);
    int count = 1 + d.below(3);
    for (int i = 0; i < count; i++) {
      boolean left = d.chance(0.5);
      boolean top = d.chance(0.4);
      double x = left ? d.in(0.03, 0.16) * width : d.in(0.84, 0.97) * width;
      double y = top ? d.in(0.03, 0.2) * height : d.in(0.75, 0.96) * height;
      double s = d.in(0.035, 0.085) * side;
      int kind = d.below(7);
      int ink = Look.hsl(d.in(0, 360), d.in(0.05, 0.4), d.in(0.35, 0.85));
      AffineTransform at = AffineTransform.getTranslateInstance(x, y);
      at.rotate(d.in(-0.6, 0.6));
      at.scale(s, s);
      switch (kind) {
        case 0 -> tag(g, at, light, s);
        case 1 -> banner(g, left, top, side);
        case 2 -> thing(g, at, Pen.box(0, 0, 1, 0.75, 0.08), ink, light, s);
        case 3 -> {
          Shape leaf = Pen.loop(0, -1.3, 0.5, -0.3, 0.3, 0.9, 0, 1.3, -0.3, 0.9, -0.5, -0.3);
          thing(g, at, leaf, Look.mix(0x5d7a55, ink, 0.25), light, s);
          g.setColor(new Color(30, 60, 30, 110));
          g.fill(at.createTransformedShape(Pen.stroke(Pen.line(0, -1.1, 0, 1.6), 0.06)));
        }
        case 4 -> {
          thing(g, at, Pen.ellipse(0, 0, 0.8, 0.6), Look.mix(0xa8a49d, ink, 0.2), light, s);
          at.translate(1.1, 0.5);
          thing(g, at, Pen.ellipse(0, 0, 0.45, 0.38), Look.mix(0x8b8780, ink, 0.2), light, s);
        }
        case 5 -> thing(g, at, Pen.box(0, 0, 0.12, 1.5, 0.06), ink, light, s);
        default -> banner(g, left, top, side);
      }
    }
    g.dispose();
  }

  private static void thing(
      Graphics2D g, AffineTransform at, Shape shape, int color, Light light, double s) {
    Shape placed = at.createTransformedShape(shape);
    for (int k = 3; k >= 1; k--) {
      AffineTransform off =
          AffineTransform.getTranslateInstance(-light.x() * s * 0.1 * k, -light.y() * s * 0.1 * k);
      g.setColor(new Color(0, 0, 0, 26));
      g.fill(off.createTransformedShape(placed));
    }
    Rectangle b = placed.getBounds();
    g.setPaint(
        new GradientPaint(
            b.x + (light.x() < 0 ? 0 : b.width),
            b.y,
            new Color(Look.mix(color, 0xffffff, 0.25)),
            b.x + (light.x() < 0 ? b.width : 0),
            b.y + b.height,
            new Color(Look.scale(color, 0.75))));
    g.fill(placed);
  }

  private void tag(Graphics2D g, AffineTransform at, Light light, double s) {
    thing(
        g,
        at,
        Pen.round(0.2, -0.5, -1, 0.5, -1, 0.7, -0.6, 0.7, 1.1, -0.7, 1.1, -0.7, -0.6),
        d.chance(0.6) ? 0xefe9dc : 0xcfae7c,
        light,
        s);
    g.setColor(new Color(60, 60, 60, 190));
    g.fill(at.createTransformedShape(Pen.ellipse(0, -0.72, 0.1, 0.1)));
    glyphs(g, at, -0.5, -0.25, 3, 0.28);
    glyphs(g, at, -0.5, 0.25, 4, 0.2);
    g.fill(at.createTransformedShape(Pen.box(0, 0.75, 0.45, 0.12, 0)));
  }

  /** Short strokes that read as writing without any font. */
  private void glyphs(Graphics2D g, AffineTransform at, double x, double y, int n, double size) {
    for (int i = 0; i < n; i++) {
      double cx = x + (i + 0.5) * size * 1.2;
      for (int k = 0; k < 4; k++) {
        boolean flat = d.chance(0.5);
        double ox = d.in(-0.3, 0.3) * size;
        double oy = d.in(-0.35, 0.35) * size;
        Shape bar =
            flat
                ? Pen.box(cx, y + oy, size * 0.42, size * 0.06, 0)
                : Pen.box(cx + ox, y, size * 0.06, size * 0.42, 0);
        g.fill(at.createTransformedShape(bar));
      }
    }
  }

  private void banner(Graphics2D g, boolean left, boolean top, double side) {
    double s = side * d.in(0.045, 0.07);
    double half = d.in(1.6, 2.4);
    AffineTransform at =
        AffineTransform.getTranslateInstance(
            left ? half * s + side * 0.015 : width - half * s - side * 0.015, top ? s : height - s);
    at.scale(s, s);
    if (d.chance(0.6)) {
      g.setColor(new Color(Look.hsl(d.in(0, 360), d.in(0.1, 0.6), d.in(0.25, 0.7))));
      g.fill(at.createTransformedShape(Pen.box(0, 0, half, 0.6, 0.15)));
      g.setColor(new Color(250, 250, 250, 230));
    } else {
      g.setColor(new Color(70, 70, 75, 200));
    }
    glyphs(g, at, -half * 0.85, 0, (int) (half * 1.7), 0.8);
  }

  private void shadow(boolean stands, int[] product, Light light) {
    int step = 4;
    int lw = width / step + 2;
    int lh = height / step + 2;
    float[] alpha = new float[lw * lh];
    int bottom = 0;
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        int a = product[y * width + x] >>> 24;
        if (a > 0) {
          alpha[y / step * lw + x / step] += a / 1020f;
          bottom = Math.max(bottom, y);
        }
      }
    }
    float[] wide = new float[lw * lh];
    float[] tight = alpha.clone();
    double far = 0.05 * Math.min(width, height) * d.in(0.5, 1.3) / step;
    if (stands) {
      double squash = d.in(0.14, 0.26);
      double lean = -light.x() * d.in(0.5, 1.2);
      double ground = (double) bottom / step;
      for (int y = 0; y < lh; y++) {
        double up = (ground - y) / squash;
        if (up < -far * 3) {
          continue;
        }
        for (int x = 0; x < lw; x++) {
          int sx = (int) (x - lean * Math.max(0, up) * 0.5);
          int sy = (int) (ground - up);
          if (sx >= 0 && sx < lw && sy >= 0 && sy < lh) {
            wide[y * lw + x] = alpha[sy * lw + sx];
          }
        }
      }
      Blur.box(wide, lw, lh, Math.max(1, (int) (far * 0.7)), 3);
      // Only what is near the ground touches it.
      for (int y = 0; y < lh; y++) {
        double near = Math.max(0, 1 - (ground - y) / (0.06 * lh));
        for (int x = 0; x < lw; x++) {
          tight[y * lw + x] *= (float) near;
        }
      }
      Blur.box(tight, lw, lh, 2, 2);
    } else {
      int ox = (int) Math.round(light.x() * far);
      int oy = (int) Math.round(light.y() * far);
      for (int y = 0; y < lh; y++) {
        for (int x = 0; x < lw; x++) {
          int sx = x + ox;
          int sy = y + oy;
          if (sx >= 0 && sx < lw && sy >= 0 && sy < lh) {
            wide[y * lw + x] = alpha[sy * lw + sx];
          }
        }
      }
      Blur.box(wide, lw, lh, Math.max(1, (int) (far * 0.6)), 3);
      Blur.box(tight, lw, lh, 1, 2);
    }
    float wideStrength = (float) d.in(0.22, 0.5);
    float tightStrength = (float) (stands ? d.in(0.35, 0.6) : d.in(0.14, 0.36));
    float inv = 1f / step;
    for (int y = 0; y < height; y++) {
      float fy = Math.max(0, (y + 0.5f) * inv - 0.5f);
      int iy = (int) fy;
      float ty = fy - iy;
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (product[i] >>> 24 == 255) {
          continue;
        }
        float fx = Math.max(0, (x + 0.5f) * inv - 0.5f);
        int ix = (int) fx;
        float tx = fx - ix;
        int k = iy * lw + ix;
        float w = lerp(wide, k, lw, tx, ty);
        float t = lerp(tight, k, lw, tx, ty);
        float keep = (1 - wideStrength * w) * (1 - tightStrength * t);
        if (keep < 0.997f) {
          int scale = (int) (keep * 256);
          int v = rgb[i];
          rgb[i] =
              ((v >> 16 & 255) * scale >> 8) << 16
                  | ((v >> 8 & 255) * scale >> 8) << 8
                  | (v & 255) * scale >> 8;
        }
      }
    }
  }

  private static float lerp(float[] a, int k, int stride, float tx, float ty) {
    return (a[k] * (1 - tx) + a[k + 1] * tx) * (1 - ty)
        + (a[k + stride] * (1 - tx) + a[k + stride + 1] * tx) * ty;
  }
}
