package io.vitrine.image;

import io.vitrine.error.PictureException;

/**
 * Finds the one EXIF entry that matters here. A metadata library was weighed and left out: it reads
 * every directory, maker note and XMP packet of a hostile file to find two bytes.
 */
final class ExifOrientation {
  static final int AS_STORED = 1;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /**
   * @param start where the TIFF structure begins, or the marker {@code Exif\0\0} before it
   * @param end where it must end
   * @return 1 to 8; 1 when there is none or when it makes no sense, because broken EXIF is no
   *     broken picture
   */
  static int read(Bytes bytes, int start, int end) {
    int tiff = bytes.has(start, "Exif\0\0") ? start + 6 : start;
    try {
      boolean big = bytes.has(tiff, "MM\0*");
      if (!big && !bytes.has(tiff, "II*\0")) {
        return AS_STORED;
      }
      long directory = tiff + (big ? bytes.u32be(tiff + 4L) : bytes.u32le(tiff + 4L));
      int entries = u16(bytes, directory, big);
      for (int i = 0; i < entries; i++) {
        long entry = directory + 2 + (long) i * ENTRY_BYTES;
        if (entry + ENTRY_BYTES > end) {
          return AS_STORED;
        }
        if (u16(bytes, entry, big) == TAG && u16(bytes, entry + 2, big) == SHORT) {
          int value = u16(bytes, entry + 8, big);
          return value >= 1 && value <= 8 ? value : AS_STORED;
        }
      }
      return AS_STORED;
    } catch (PictureException outside) {
      return AS_STORED;
    }
  }

  private static int u16(Bytes bytes, long at, boolean big) throws PictureException {
    return big ? bytes.u16be(at) : bytes.u16le(at);
  }
}
