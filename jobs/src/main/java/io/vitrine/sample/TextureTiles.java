package io.vitrine.sample;

import java.util.Arrays;

/**
 * Square repeating material textures, computed once. A texel packs a brightness factor (bits 16-23,
 * 128 is 1.0) and the slope of the relief in x (bits 8-15) and y (bits 0-7), 128 is flat and 64
 * steps are a slope of 1.
 */
final class TextureTiles {
  static final int SIZE = 512;

  static final int[][] COTTON = {cotton(1), cotton(2)};
  static final int[][] DENIM = {denim(3), denim(4)};
  static final int[][] KNIT = {stitches(5, 20), cables(6), stitches(7, 17)};
  static final int[][] LEATHER = {leather(8, 35), leather(9, 29)};
  static final int[][] METAL = {brushed(10)};
  static final int[][] WOOD = {wood(12, 14), wood(13, 19)};
  static final int[][] CERAMIC = {speckles(14, 1), speckles(15, 1.35f)};
  static final int[][] SMOOTH = {pack(new float[SIZE * SIZE], fill(1), 0)};

  private TextureTiles() {}

  /** The bilinear texel at fixed point coordinates with 8 fraction bits. */
  static int at(int[] tile, int u, int v) {
    int x0 = u >> 8 & SIZE - 1;
    int x1 = x0 + 1 & SIZE - 1;
    int y0 = (v >> 8 & SIZE - 1) * SIZE;
    int y1 = ((v >> 8) + 1 & SIZE - 1) * SIZE;
    int fx = u & 255;
    int fy = v & 255;
    int gx = 256 - fx;
    int a = tile[y0 + x0];
    int b = tile[y0 + x1];
    int c = tile[y1 + x0];
    int d = tile[y1 + x1];
    int rbTop = ((a & 0xff00ff) * gx + (b & 0xff00ff) * fx) >>> 8 & 0xff00ff;
    int rbLow = ((c & 0xff00ff) * gx + (d & 0xff00ff) * fx) >>> 8 & 0xff00ff;
    int gTop = ((a & 0xff00) * gx + (b & 0xff00) * fx) >>> 8 & 0xff00;
    int gLow = ((c & 0xff00) * gx + (d & 0xff00) * fx) >>> 8 & 0xff00;
    int rb = (rbTop * (256 - fy) + rbLow * fy) >>> 8 & 0xff00ff;
    int g = (gTop * (256 - fy) + gLow * fy) >>> 8 & 0xff00;
    return rb | g;
  }

  private static float[] fill(float value) {
    float[] out = new float[SIZE * SIZE];
    Arrays.fill(out, value);
    return out;
  }

  private static int[] pack(float[] height, float[] tone, float relief) {
    int n = SIZE;
    int[] out = new int[n * n];
    for (int y = 0; y < n; y++) {
      int up = (y + n - 1) % n * n;
      int down = (y + 1) % n * n;
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        float dx = height[y * n + (x + 1) % n] - height[y * n + (x + n - 1) % n];
        float dy = height[down + x] - height[up + x];
        int r = clamp(Math.round(tone[i] * 128));
        int g = clamp(Math.round(128 - dx * relief * 64));
        int b = clamp(Math.round(128 - dy * relief * 64));
        out[i] = r << 16 | g << 8 | b;
      }
    }
    return out;
  }

  private static int clamp(int v) {
    return v < 0 ? 0 : Math.min(v, 255);
  }

  private static float smooth(float low, float high, float v) {
    float t = Math.max(0, Math.min(1, (v - low) / (high - low)));
    return t * t * (3 - 2 * t);
  }

  private static int[] cotton(long seed) {
    int n = SIZE;
    float[] mottle = Noise.fbm(n, 40, 40, 3, seed);
    float[] h = new float[n * n];
    float[] tone = new float[n * n];
    float turn = (float) (2 * Math.PI * 100 / n);
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        float weave = (float) (Math.sin(x * turn) * Math.sin(y * turn));
        h[i] = weave + (mottle[i] - 0.5f) * 2;
        tone[i] = 1 + 0.03f * weave + (mottle[i] - 0.5f) * 0.08f;
      }
    }
    return pack(h, tone, 0.05f);
  }

  private static int[] denim(long seed) {
    int n = SIZE;
    float[] slub = Noise.fbm(n, 90, 6, 3, seed);
    float[] breaks = Noise.fbm(n, 64, 64, 2, seed + 50);
    float[] h = new float[n * n];
    float[] tone = new float[n * n];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        double phase = 2 * Math.PI * (30.0 * x + 30.0 * y) / n + (breaks[i] - 0.5) * 1.6;
        float line = (float) Math.sin(phase);
        float sharp = smooth(-0.2f, 0.75f, line + (breaks[i] - 0.5f) * 0.8f);
        h[i] = sharp;
        tone[i] = 0.84f + 0.36f * sharp + (slub[i] - 0.5f) * 0.42f;
      }
    }
    return pack(h, tone, 0.35f);
  }

  private static int[] stitches(long seed, int columns) {
    int n = SIZE;
    float[] fuzz = Noise.fbm(n, 100, 100, 2, seed);
    float[] h = new float[n * n];
    float[] tone = new float[n * n];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        double cx = (double) x * columns / n;
        cx -= Math.floor(cx);
        double across = Math.abs(2 * cx - 1);
        double phase = (double) y * columns / n + 0.75 * across;
        phase -= Math.floor(phase);
        double leg = 1 - Math.pow(Math.abs(2 * phase - 1), 2);
        double side = 1 - Math.pow(Math.abs(2 * across - 1), 3);
        float v = (float) Math.sqrt(Math.max(0, leg * side));
        h[i] = v * 4 + (fuzz[i] - 0.5f);
        tone[i] = 0.52f + 0.58f * v + (fuzz[i] - 0.5f) * 0.1f;
      }
    }
    return pack(h, tone, 0.16f);
  }

  private static int[] cables(long seed) {
    int n = SIZE;
    float[] fuzz = Noise.fbm(n, 100, 100, 2, seed);
    float[] h = new float[n * n];
    float[] tone = new float[n * n];
    int columns = 6;
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        double cx = (double) x * columns / n;
        cx = (cx - Math.floor(cx)) * 2 - 1;
        float v;
        if (Math.abs(cx) < 0.68) {
          double turn = 2 * Math.PI * y * 5 / n;
          double a = 0.32 * Math.sin(turn);
          double depth = Math.cos(turn);
          double left = strand(cx - a) * (0.8 + 0.2 * depth);
          double right = strand(cx + a) * (0.8 - 0.2 * depth);
          double twist = Math.sin(2 * Math.PI * (y * 32.0 / n + cx * (left > right ? 1.6 : -1.6)));
          v = (float) (Math.max(left, right) * (0.9 + 0.1 * twist));
        } else {
          double rib = (Math.abs(cx) - 0.68) / 0.32;
          double row = Math.abs(Math.sin(Math.PI * y * 26 / n));
          v = (float) (0.25 + 0.4 * Math.sin(Math.PI * rib) * row);
        }
        h[i] = v * 7 + (fuzz[i] - 0.5f);
        tone[i] = 0.5f + 0.58f * v + (fuzz[i] - 0.5f) * 0.1f;
      }
    }
    return pack(h, tone, 0.13f);
  }

  private static double strand(double offset) {
    double t = offset / 0.34;
    return t * t < 1 ? Math.sqrt(1 - t * t) : 0;
  }

  private static float[] cells(int count, long seed, float warp) {
    int n = SIZE;
    Dice dice = new Dice(seed);
    float[] px = new float[count * count];
    float[] py = new float[count * count];
    for (int i = 0; i < px.length; i++) {
      px[i] = (float) dice.unit();
      py[i] = (float) dice.unit();
    }
    float[] wx = Noise.fbm(n, 12, 12, 2, seed + 1);
    float[] wy = Noise.fbm(n, 12, 12, 2, seed + 2);
    float[] out = new float[n * n];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        float fx = (float) x * count / n + (wx[i] - 0.5f) * warp;
        float fy = (float) y * count / n + (wy[i] - 0.5f) * warp;
        int cx = (int) Math.floor(fx);
        int cy = (int) Math.floor(fy);
        float f1 = 9;
        float f2 = 9;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int k = Math.floorMod(cy + dy, count) * count + Math.floorMod(cx + dx, count);
            float ex = cx + dx + px[k] - fx;
            float ey = cy + dy + py[k] - fy;
            float d = ex * ex + ey * ey;
            if (d < f1) {
              f2 = f1;
              f1 = d;
            } else if (d < f2) {
              f2 = d;
            }
          }
        }
        out[i] = (float) (Math.sqrt(f2) - Math.sqrt(f1));
      }
    }
    return out;
  }

  private static int[] leather(long seed, int count) {
    int n = SIZE;
    float[] pebble = cells(count, seed, 1.7f);
    float[] crease = cells(5, seed + 7, 2.6f);
    float[] mottle = Noise.fbm(n, 10, 10, 3, seed + 9);
    float[] h = new float[n * n];
    float[] tone = new float[n * n];
    for (int i = 0; i < h.length; i++) {
      float p = smooth(0, 0.45f, pebble[i]);
      float c = smooth(0, 0.13f, crease[i]);
      h[i] = p * 4 + c * 2;
      tone[i] = (0.75f + 0.32f * p) * (0.85f + 0.15f * c) + (mottle[i] - 0.5f) * 0.42f;
    }
    return pack(h, tone, 0.15f);
  }

  private static int[] brushed(long seed) {
    int n = SIZE;
    float[] streak = Noise.fbm(n, 3, 150, 2, seed);
    float[] fine = Noise.fbm(n, 8, 256, 1, seed + 1);
    float[] tone = new float[n * n];
    float[] h = new float[n * n];
    for (int i = 0; i < h.length; i++) {
      tone[i] = 1 + (streak[i] - 0.5f) * 0.2f + (fine[i] - 0.5f) * 0.1f;
    }
    return pack(h, tone, 0);
  }

  private static int[] wood(long seed, int rings) {
    int n = SIZE;
    float[] warp = Noise.fbm(n, 2, 5, 3, seed);
    float[] fibre = Noise.fbm(n, 5, 120, 2, seed + 1);
    Dice dice = new Dice(seed + 2);
    int knots = 4;
    double[] kx = new double[knots];
    double[] ky = new double[knots];
    double[] ks = new double[knots];
    for (int k = 0; k < knots; k++) {
      kx[k] = (k + dice.in(0.2, 0.8)) / knots * n;
      ky[k] = dice.unit() * n;
      ks[k] = dice.sign() * dice.in(2.2, 3.4);
    }
    float[] h = new float[n * n];
    float[] tone = new float[n * n];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        int i = y * n + x;
        double r = (double) y * rings / n + (warp[i] - 0.5) * 5.5;
        double dark = 0;
        for (int k = 0; k < knots; k++) {
          double dx = Math.IEEEremainder(x - kx[k], n) / 58;
          double dy = Math.IEEEremainder(y - ky[k], n) / 26;
          double d = dx * dx + dy * dy;
          r += ks[k] * Math.exp(-d);
          dark += Math.exp(-d * 5);
        }
        double f = r - Math.floor(r);
        // Late wood darkens slowly and ends in a sharp line, as in a real growth ring.
        float ring = (float) (f < 0.78 ? f * f * 0.75 : 0.75 * 0.61 + (1 - f) / 0.22 * 0.5);
        if (f >= 0.78) {
          ring = (float) (0.9 * (1 - (f - 0.78) / 0.22));
        }
        tone[i] =
            (float) (1.14 - 0.46 * ring - 0.35 * Math.min(1, dark)) + (fibre[i] - 0.5f) * 0.34f;
        h[i] = -ring + fibre[i];
      }
    }
    return pack(h, tone, 0.15f);
  }

  private static void spots(float[] tone, Dice dice, int count, double low, double high, float to) {
    int n = SIZE;
    for (int k = 0; k < count; k++) {
      double cx = dice.unit() * n;
      double cy = dice.unit() * n;
      double r = low + (high - low) * Math.pow(dice.unit(), 2);
      double squash = dice.in(0.75, 1.3);
      int reach = (int) Math.ceil(r * 1.4) + 1;
      for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
          int x = Math.floorMod((int) cx + dx, n);
          int y = Math.floorMod((int) cy + dy, n);
          double d = Math.sqrt(dx * dx * squash + dy * dy / squash);
          float m = smooth((float) r + 0.8f, (float) r - 0.8f, (float) d);
          int i = y * n + x;
          tone[i] = tone[i] * (1 - m) + Math.min(tone[i], to) * m;
        }
      }
    }
  }

  private static int[] speckles(long seed, float size) {
    float[] tone = Noise.fbm(SIZE, 9, 9, 3, seed);
    for (int i = 0; i < tone.length; i++) {
      tone[i] = 1 + (tone[i] - 0.5f) * 0.12f;
    }
    Dice dice = new Dice(seed);
    spots(tone, dice, (int) (420 / (size * size)), 2.4 * size, 5.5 * size, 0.4f);
    spots(tone, dice, 420, 1.2, 2, 0.55f);
    return pack(tone, tone, 0);
  }
}
