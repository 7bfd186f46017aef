package io.vitrine.image;

/**
 * A small copy of a picture, for people who look over results: what the model saw, so upright,
 * square and over white.
 */
public final class Thumbnail {
  /** Longest side in pixels. */
  public static final int SIDE = 128;

  private static final int QUALITY = 80;

  private Thumbnail() {}

  /**
   * Makes one from the decoded picture, so that no file is decoded twice. Thread-safe.
   *
   * @return a JPEG of a few kilobytes; null in the case that it cannot be encoded
   */
  public static byte[] of(Picture picture) {
    int side = Math.min(SIDE, picture.side());
    byte[] rgb =
        side == picture.side()
            ? picture.rgb()
            : BicubicResizer.resize(
                new Square(picture), picture.side(), picture.side(), side, side);
    return OpenCv.jpeg(rgb, side, side, QUALITY);
  }

  /** The pixels that a model is given. */
  private record Square(Picture picture) implements Pixels {
    @Override
    public int width() {
      return picture.side();
    }

    @Override
    public int height() {
      return picture.side();
    }

    @Override
    public void row(int y, byte[] rgb) {
      System.arraycopy(picture.rgb(), y * rgb.length, rgb, 0, rgb.length);
    }

    @Override
    public void close() {}
  }
}
