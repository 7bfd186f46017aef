package io.vitrine.bench;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Decoding as a Java program has it without a library, and as DJL's own images do it. */
final class PlainPixels {
  private final int side;

  PlainPixels(int side) {
    this.side = side;
  }

  /** A JPEG as a square, three bytes R G B for each pixel. */
  byte[] square(byte[] file) {
    BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = square.createGraphics();
    try {
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      canvas.drawImage(ImageIO.read(new ByteArrayInputStream(file)), 0, 0, side, side, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      canvas.dispose();
    }

    int[] pixels = square.getRGB(0, 0, side, side, null, 0, side);
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }

    return rgb;
  }
}
