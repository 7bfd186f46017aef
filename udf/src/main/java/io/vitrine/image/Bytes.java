package io.vitrine.image;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.util.Locale;

/**
 * A picture's bytes, read at absolute positions with every bound checked: positions may come from
 * hostile files. Reading outside means that the picture is cut short.
 */
record Bytes(byte[] data, ImageFormat format) {

  int u8(long at) throws PictureException {
    require(at, 1);
    return data[(int) at] & 0xFF;
  }

  int u16be(long at) throws PictureException {
    return u8(at) << 8 | u8(at + 1);
  }

  int u16le(long at) throws PictureException {
    return u8(at) | u8(at + 1) << 8;
  }

  int u24le(long at) throws PictureException {
    return u16le(at) | u8(at + 2) << 16;
  }

  long u32be(long at) throws PictureException {
    return (long) u16be(at) << 16 | u16be(at + 2);
  }

  long u32le(long at) throws PictureException {
    return u16le(at) | (long) u16le(at + 2) << 16;
  }

  /** Whether these characters stand at a position; false when the bytes end before them. */
  boolean has(long at, String ascii) {
    if (at < 0 || at + ascii.length() > data.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if ((data[(int) at + i] & 0xFF) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Fails unless {@code length} bytes stand at a position. */
  void require(long at, long length) throws PictureException {
    if (at < 0 || length < 0 || at > data.length - length) {
      throw corrupt(
          String.format(
              Locale.ROOT, "it ends after %d bytes, in the middle of its structure", data.length));
    }
  }

  PictureException corrupt(String reason) {
    return corrupt(format, reason);
  }

  static PictureException corrupt(ImageFormat format, String reason) {
    return new PictureException(
        ErrorCode.IMAGE_CORRUPT,
        String.format(Locale.ROOT, "The %s picture is damaged: %s.", format, reason));
  }
}
