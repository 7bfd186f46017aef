package io.vitrine.image;

import io.vitrine.error.PictureException;

/** Reads a JPEG's markers up to its first scan. */
final class JpegHeader {
  private static final int SOF0 = 0xC0;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int SOF15 = 0xCF;
  private static final int RST0 = 0xD0;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP1 = 0xE1;
  private static final int TEM = 0x01;

  private JpegHeader() {}

  static ImageInfo read(Bytes bytes) throws PictureException {
    int frame = -1;
    int orientation = ExifOrientation.AS_STORED;
    int at = 2;
    while (true) {
      while (bytes.u8(at) != 0xFF) {
        at++; // libjpeg skips bytes between segments too
      }
      while (bytes.u8(at) == 0xFF) {
        at++;
      }
      int marker = bytes.u8(at++);
      if (marker == SOS) {
        break;
      }
      if (marker == EOI) {
        throw bytes.corrupt("it ends before its first scan");
      }
      if (marker == 0 || marker == TEM || marker >= RST0 && marker < EOI) {
        continue;
      }
      int length = bytes.u16be(at);
      if (length < 2) {
        throw bytes.corrupt("a segment has no room for its own length");
      }
      bytes.require(at, length);
      if (isFrame(marker) && frame < 0) {
        frame = at - 1;
      } else if (marker == APP1 && bytes.has(at + 2, "Exif\0\0")) {
        orientation = ExifOrientation.read(bytes, at + 2, at + length);
      }
      at += length;
    }
    if (frame < 0) {
      throw bytes.corrupt("it has no frame header");
    }
    int height = bytes.u16be(frame + 4L);
    int width = bytes.u16be(frame + 6L);
    if (width == 0 || height == 0) {
      throw bytes.corrupt("its header says " + width + " x " + height + " px");
    }
    boolean progressive = (bytes.u8(frame) & 3) == 2;
    return new ImageInfo(
        ImageFormat.JPEG, width, height, orientation, bytes.u8(frame + 8L), progressive, -1);
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
  }
}
