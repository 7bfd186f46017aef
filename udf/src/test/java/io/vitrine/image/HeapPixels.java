package io.vitrine.image;

import java.awt.image.BufferedImage;

/** Pixels in an array. */
record HeapPixels(int width, int height, byte[] rgb) implements Pixels {
  static HeapPixels of(BufferedImage image) {
    return new HeapPixels(image.getWidth(), image.getHeight(), Fixtures.rgb(image));
  }

  @Override
  public void row(int y, byte[] row) {
    System.arraycopy(rgb, y * width * 3, row, 0, width * 3);
  }

  @Override
  public void close() {}
}
