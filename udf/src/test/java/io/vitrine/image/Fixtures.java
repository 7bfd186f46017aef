package io.vitrine.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;

/** The pictures that make_fixtures.py rendered, and what Pillow made of them. */
final class Fixtures {
  static final int SIDE = 64;

  static final List<String> PICTURES =
      List.of(
          "baseline.jpg",
          "large.jpg",
          "progressive.jpg",
          "gray.jpg",
          "restart.jpg",
          "cmyk.jpg",
          "ycck.jpg",
          "orientation-1.jpg",
          "orientation-2.jpg",
          "orientation-3.jpg",
          "orientation-4.jpg",
          "orientation-5.jpg",
          "orientation-6.jpg",
          "orientation-7.jpg",
          "orientation-8.jpg",
          "rgb.png",
          "alpha.png",
          "palette.png",
          "palette-alpha.png",
          "palette-key.png",
          "gray.png",
          "gray-key.png",
          "gray-alpha.png",
          "bilevel.png",
          "exif.png",
          "gray-16.png",
          "rgb-16.png",
          "alpha-16.png",
          "rgb-key.png",
          "lossy.webp",
          "lossless.webp",
          "alpha.webp",
          "alpha-lossless.webp",
          "exif.webp",
          "animated.webp",
          "animated.gif",
          "still.gif",
          "interlaced.gif",
          "key.gif",
          "rgb.bmp",
          "palette.bmp",
          "gray.bmp",
          "bilevel.bmp",
          "top-down.bmp");

  private Fixtures() {}

  static List<String> pictures() {
    return PICTURES;
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** The square that Pillow makes of a picture. */
  static byte[] expected(String name) throws IOException {
    return rgb(image(name + ".expected.png"));
  }

  static BufferedImage image(String name) throws IOException {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return ImageIO.read(in);
    }
  }

  static byte[] rgb(BufferedImage image) {
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
    int at = 0;
    for (int pixel :
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
      rgb[at++] = (byte) (pixel >> 16);
      rgb[at++] = (byte) (pixel >> 8);
      rgb[at++] = (byte) pixel;
    }
    return rgb;
  }

  /** Mean absolute difference, of 255. */
  static double difference(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return (double) sum / a.length;
  }

  static int largestDifference(byte[] a, byte[] b) {
    int largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
    }
    return largest;
  }
}
