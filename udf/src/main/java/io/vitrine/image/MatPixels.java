package io.vitrine.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pixels in an OpenCV matrix: gray, BGR or BGRA, of 8 or 16 bits. Owns the matrix; rows are copied
 * to the heap one at a time.
 */
final class MatPixels implements Pixels {
  private final Mat mat;
  private final BytePointer data; // belongs to the matrix
  private final int channels;
  private final boolean deep;
  private final int transparentGray;
  private final long stride;
  private final byte[] raw;

  MatPixels(Mat mat, int transparentGray) {
    this.mat = mat;
    this.data = mat.data();
    this.channels = mat.channels();
    this.deep = mat.depth() == opencv_core.CV_16U;
    this.transparentGray = channels == 1 ? transparentGray : -1;
    this.stride = mat.step(0);
    this.raw = new byte[mat.cols() * channels * (deep ? 2 : 1)];
  }

  @Override
  public int width() {
    return mat.cols();
  }

  @Override
  public int height() {
    return mat.rows();
  }

  @Override
  public void row(int y, byte[] rgb) {
    data.position(y * stride).get(raw);
    if (transparentGray >= 0) {
      clearGray();
    }
    if (deep) {
      narrow();
    }
    switch (channels) {
      case 1 -> gray(rgb);
      case 4 -> bgra(rgb);
      default -> bgr(rgb);
    }
  }

  /** Makes the gray value that stands for "transparent" white. */
  private void clearGray() {
    for (int i = 0; i < raw.length; i += deep ? 2 : 1) {
      int value = deep ? u16(i) : raw[i] & 0xFF;
      if (value == transparentGray) {
        raw[i] = (byte) 0xFF;
        raw[deep ? i + 1 : i] = (byte) 0xFF;
      }
    }
  }

  /** From 16 to 8 bits in place: 65535 / 257 = 255. */
  private void narrow() {
    for (int i = 0; i < raw.length / 2; i++) {
      raw[i] = (byte) ((u16(2 * i) + 128) / 257);
    }
  }

  private int u16(int at) {
    return raw[at] & 0xFF | (raw[at + 1] & 0xFF) << 8;
  }

  private void gray(byte[] rgb) {
    for (int x = 0, out = 0; x < width(); x++, out += 3) {
      rgb[out] = raw[x];
      rgb[out + 1] = raw[x];
      rgb[out + 2] = raw[x];
    }
  }

  private void bgr(byte[] rgb) {
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = raw[i + 2];
      rgb[i + 1] = raw[i + 1];
      rgb[i + 2] = raw[i];
    }
  }

  private void bgra(byte[] rgb) {
    for (int in = 0, out = 0; out < rgb.length; in += 4, out += 3) {
      int alpha = raw[in + 3] & 0xFF;
      rgb[out] = overWhite(raw[in + 2], alpha);
      rgb[out + 1] = overWhite(raw[in + 1], alpha);
      rgb[out + 2] = overWhite(raw[in], alpha);
    }
  }

  private static byte overWhite(byte colour, int alpha) {
    return (byte) (((colour & 0xFF) * alpha + 255 * (255 - alpha) + 127) / 255);
  }

  /** Frees the native pixels. */
  @Override
  public void close() {
    mat.close();
  }
}
