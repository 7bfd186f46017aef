package io.vitrine.sample;

/** Box blur. */
final class Blur {
  private Blur() {}

  /** Blurs a field of {@code w * h} values in place. */
  static void box(float[] a, int w, int h, int radius, int passes) {
    float[] line = new float[Math.max(w, h)];
    float inv = 1f / (2 * radius + 1);
    for (int pass = 0; pass < passes; pass++) {
      for (int y = 0; y < h; y++) {
        slide(a, y * w, 1, w, radius, inv, line);
      }
      for (int x = 0; x < w; x++) {
        slide(a, x, w, h, radius, inv, line);
      }
    }
  }

  private static void slide(
      float[] a, int from, int stride, int n, int radius, float inv, float[] line) {
    for (int i = 0; i < n; i++) {
      line[i] = a[from + i * stride];
    }
    float sum = 0;
    for (int i = 0; i < Math.min(radius, n); i++) {
      sum += line[i];
    }
    for (int i = 0; i < n; i++) {
      if (i + radius < n) {
        sum += line[i + radius];
      }
      if (i - radius - 1 >= 0) {
        sum -= line[i - radius - 1];
      }
      a[from + i * stride] = sum * inv;
    }
  }
}
