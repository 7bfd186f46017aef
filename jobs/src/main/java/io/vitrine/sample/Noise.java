package io.vitrine.sample;

/** Tileable value noise, computed once into tables. */
final class Noise {
  static final int SIZE = 256;

  /** Broad smooth noise in 0..1 with a period of SIZE. */
  static final float[] BROAD = fbm(SIZE, 4, 4, 3, 77);

  private Noise() {}

  static float[] fbm(int size, int periodX, int periodY, int octaves, long seed) {
    float[] out = new float[size * size];
    float amplitude = 1;
    float total = 0;
    int px = periodX;
    int py = periodY;
    for (int o = 0; o < octaves; o++) {
      Dice dice = new Dice(Dice.mix(seed, o));
      float[] lattice = new float[px * py];
      for (int i = 0; i < lattice.length; i++) {
        lattice[i] = (float) dice.unit();
      }
      for (int y = 0; y < size; y++) {
        float fy = (float) y * py / size;
        int y0 = (int) fy;
        float ty = ease(fy - y0);
        int y1 = (y0 + 1) % py;
        for (int x = 0; x < size; x++) {
          float fx = (float) x * px / size;
          int x0 = (int) fx;
          float tx = ease(fx - x0);
          int x1 = (x0 + 1) % px;
          float top = lattice[y0 * px + x0] * (1 - tx) + lattice[y0 * px + x1] * tx;
          float low = lattice[y1 * px + x0] * (1 - tx) + lattice[y1 * px + x1] * tx;
          out[y * size + x] += amplitude * (top * (1 - ty) + low * ty);
        }
      }
      total += amplitude;
      amplitude *= 0.5f;
      px = Math.min(px * 2, size);
      py = Math.min(py * 2, size);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= total;
    }
    return out;
  }

  private static float ease(float t) {
    return t * t * (3 - 2 * t);
  }

  /** Broad noise at any point, one period per unit. */
  static float broad(double u, double v) {
    double x = u * SIZE;
    double y = v * SIZE;
    int xi = (int) Math.floor(x);
    int yi = (int) Math.floor(y);
    float tx = (float) (x - xi);
    float ty = (float) (y - yi);
    int x0 = xi & SIZE - 1;
    int x1 = xi + 1 & SIZE - 1;
    int y0 = (yi & SIZE - 1) * SIZE;
    int y1 = (yi + 1 & SIZE - 1) * SIZE;
    float top = BROAD[y0 + x0] * (1 - tx) + BROAD[y0 + x1] * tx;
    float low = BROAD[y1 + x0] * (1 - tx) + BROAD[y1 + x1] * tx;
    return top * (1 - ty) + low * ty;
  }
}
