package io.vitrine.image;

import io.vitrine.error.PictureException;

/** Reads the header of a WebP picture: lossy, lossless or extended. */
final class WebpHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int ANIMATED = 0x02;
  private static final int STILL_BYTES_PER_PIXEL = 6; // red, green, blue, alpha; Y, U and V
  private static final int ANIMATED_BYTES_PER_PIXEL = 12; // and two canvases

  private WebpHeader() {}

  static ImageInfo read(Bytes bytes) throws PictureException {
    if (bytes.u32le(4) + 8 > bytes.data().length) {
      throw bytes.corrupt(
          "it has " + bytes.data().length + " of the " + (bytes.u32le(4) + 8) + " bytes it says");
    }
    long body = FIRST_CHUNK + 8L;
    if (bytes.has(FIRST_CHUNK, "VP8 ")) {
      if (bytes.u24le(body + 3) != 0x2A019D) {
        throw bytes.corrupt("its first frame does not begin with a start code");
      }
      return info(bytes, bytes.u16le(body + 6) & 0x3FFF, bytes.u16le(body + 8) & 0x3FFF, 1, 0);
    }
    if (bytes.has(FIRST_CHUNK, "VP8L")) {
      if (bytes.u8(body) != 0x2F) {
        throw bytes.corrupt("its lossless data does not begin with a signature");
      }
      long bits = bytes.u32le(body + 1);
      int width = (int) (bits & 0x3FFF) + 1;
      return info(bytes, width, (int) (bits >> 14 & 0x3FFF) + 1, ExifOrientation.AS_STORED, 0);
    }
    if (bytes.has(FIRST_CHUNK, "VP8X")) {
      int width = bytes.u24le(body + 4) + 1;
      int height = bytes.u24le(body + 7) + 1;
      return info(bytes, width, height, orientation(bytes), bytes.u8(body));
    }
    throw bytes.corrupt("its first chunk is none that a WebP picture begins with");
  }

  private static ImageInfo info(Bytes bytes, int width, int height, int orientation, int flags)
      throws PictureException {
    if (width == 0 || height == 0) {
      throw bytes.corrupt("its header says " + width + " x " + height + " px");
    }
    int perPixel = (flags & ANIMATED) != 0 ? ANIMATED_BYTES_PER_PIXEL : STILL_BYTES_PER_PIXEL;
    return new ImageInfo(ImageFormat.WEBP, width, height, orientation, perPixel);
  }

  private static int orientation(Bytes bytes) throws PictureException {
    long at = FIRST_CHUNK;
    while (at + 8 <= bytes.data().length) {
      long length = bytes.u32le(at + 4);
      if (bytes.has(at, "EXIF")) {
        long end = Math.min(bytes.data().length, at + 8 + length);
        return ExifOrientation.read(bytes, (int) at + 8, (int) end);
      }
      at += 8 + length + (length & 1);
    }
    return ExifOrientation.AS_STORED;
  }
}
