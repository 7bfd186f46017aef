package io.vitrine.image;

/**
 * What a picture's header promises. Nothing of it has been checked against the pixels.
 *
 * @param format what the bytes are
 * @param width width as stored, in pixels, at least 1
 * @param height height as stored, in pixels, at least 1
 * @param orientation EXIF orientation, 1 (as stored) to 8
 * @param decodedBytesPerPixel the most bytes that a decoder holds for one pixel at full size
 * @param progressive whether a JPEG comes in several scans, so that a decoder has to hold all of
 *     its coefficients even when it makes a smaller picture of them
 * @param transparentGray the gray value, as stored, that stands for "transparent" in a gray PNG; -1
 *     when there is none
 */
public record ImageInfo(
    ImageFormat format,
    int width,
    int height,
    int orientation,
    int decodedBytesPerPixel,
    boolean progressive,
    int transparentGray) {

  ImageInfo(ImageFormat format, int width, int height, int orientation, int decodedBytesPerPixel) {
    this(format, width, height, orientation, decodedBytesPerPixel, false, -1);
  }

  /** Pixels of the stored picture. */
  public long pixels() {
    return (long) width * height;
  }

  /** Width after EXIF orientation, in pixels. */
  public int uprightWidth() {
    return turned() ? height : width;
  }

  /** Height after EXIF orientation, in pixels. */
  public int uprightHeight() {
    return turned() ? width : height;
  }

  /** Stored width at a fraction of the size, in pixels; a pixel that is cut counts. */
  int width(int reduction) {
    return (width - 1) / reduction + 1;
  }

  /** Stored height at a fraction of the size, in pixels; a pixel that is cut counts. */
  int height(int reduction) {
    return (height - 1) / reduction + 1;
  }

  /** Whether the stored picture lies on its side. */
  boolean turned() {
    return orientation >= 5;
  }
}
