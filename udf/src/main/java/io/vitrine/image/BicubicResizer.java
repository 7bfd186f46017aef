package io.vitrine.image;

import java.util.Arrays;

/**
 * Pillow's anti-aliased bicubic filter ({@code Image.resize} with {@code Resampling.BICUBIC}): a =
 * -0.5, a support that grows with the ratio, first across and then down, with Pillow's fixed-point
 * coefficients and its rounding to bytes in between, so that results agree to the last bit.
 */
final class BicubicResizer {
  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final int HALF = 1 << (PRECISION_BITS - 1);
  private static final double SUPPORT = 2;

  private BicubicResizer() {}

  /**
   * Scales a picture.
   *
   * @param source its pixels
   * @param spanX how much of the source's width counts, in source pixels, from the left; less than
   *     all of it when the last column stands for part of a pixel only
   * @param spanY the same for its height, from the top
   * @param width of the result, in pixels
   * @param height of the result, in pixels
   * @return {@code width * height * 3} bytes, row by row, R G B
   */
  static byte[] resize(Pixels source, double spanX, double spanY, int width, int height) {
    Taps across = Taps.of(source.width(), spanX, width);
    Taps down = Taps.of(source.height(), spanY, height);
    byte[] row = new byte[source.width() * 3];
    byte[] narrow = new byte[source.height() * width * 3];
    for (int y = 0; y < source.height(); y++) {
      source.row(y, row);
      across(row, across, narrow, y * width * 3);
    }
    return down(narrow, width * 3, down);
  }

  private static void across(byte[] row, Taps taps, byte[] out, int at) {
    int width = taps.first.length;
    for (int x = 0; x < width; x++) {
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      int in = taps.first[x] * 3;
      int end = x * taps.most + taps.count[x];
      for (int k = x * taps.most; k < end; k++, in += 3) {
        int weight = taps.weights[k];
        red += (row[in] & 0xFF) * weight;
        green += (row[in + 1] & 0xFF) * weight;
        blue += (row[in + 2] & 0xFF) * weight;
      }
      out[at++] = clip(red);
      out[at++] = clip(green);
      out[at++] = clip(blue);
    }
  }

  private static byte[] down(byte[] in, int stride, Taps taps) {
    int height = taps.first.length;
    byte[] out = new byte[height * stride];
    int[] sums = new int[stride];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < taps.count[y]; k++) {
        add(in, (taps.first[y] + k) * stride, taps.weights[y * taps.most + k], sums);
      }
      for (int i = 0; i < stride; i++) {
        out[y * stride + i] = clip(sums[i]);
      }
    }
    return out;
  }

  /** Alone in a method, so that the compiler turns it into vector instructions. */
  private static void add(byte[] in, int at, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (in[at + i] & 0xFF) * weight;
    }
  }

  private static byte clip(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }

  /** Which source pixels make up each target pixel, and with what weights. */
  private record Taps(int[] first, int[] count, int[] weights, int most) {

    static Taps of(int size, double span, int target) {
      double scale = span / target;
      double filterScale = Math.max(scale, 1);
      double support = SUPPORT * filterScale;
      int most = (int) Math.ceil(support) * 2 + 1;
      int[] first = new int[target];
      int[] count = new int[target];
      int[] weights = new int[target * most];
      double[] w = new double[most];
      for (int i = 0; i < target; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        count[i] = Math.min(size, (int) (centre + support + 0.5)) - first[i];
        double sum = 0;
        for (int k = 0; k < count[i]; k++) {
          w[k] = cubic((k + first[i] - centre + 0.5) / filterScale);
          sum += w[k];
        }
        for (int k = 0; k < count[i]; k++) {
          double weight = (sum == 0 ? w[k] : w[k] / sum) * (1 << PRECISION_BITS);
          weights[i * most + k] = (int) (weight + Math.copySign(0.5, weight));
        }
      }
      return new Taps(first, count, weights, most);
    }

    private static double cubic(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }
  }
}
