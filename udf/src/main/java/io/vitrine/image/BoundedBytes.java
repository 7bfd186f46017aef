package io.vitrine.image;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads a picture's bytes without ever holding more of them than allowed. */
public final class BoundedBytes {
  private BoundedBytes() {}

  /**
   * Reads a stream to its end. The stream is not closed.
   *
   * @param in the picture's bytes
   * @param maxBytes the most bytes it may have; reading stops one byte after that
   * @return all bytes, at least one
   * @throws PictureException IMAGE_EMPTY when there are none, IMAGE_TOO_LARGE when there are more
   * @throws IOException when reading fails
   */
  public static byte[] read(InputStream in, long maxBytes) throws IOException, PictureException {
    int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    byte[] bytes = in.readNBytes(limit);
    if (bytes.length == limit && in.read() >= 0) {
      throw tooLarge("more than " + limit, limit);
    }
    check(bytes, limit);
    return bytes;
  }

  /** The same refusals for bytes that are already there. */
  static void check(byte[] bytes, long maxBytes) throws PictureException {
    if (bytes.length == 0) {
      throw new PictureException(ErrorCode.IMAGE_EMPTY, "The picture has no bytes.");
    }
    if (bytes.length > maxBytes) {
      throw tooLarge(Integer.toString(bytes.length), maxBytes);
    }
  }

  private static PictureException tooLarge(String size, long maxBytes) {
    return new PictureException(
        ErrorCode.IMAGE_TOO_LARGE,
        String.format(
            Locale.ROOT, "The picture has %s bytes; %d are allowed at most.", size, maxBytes));
  }
}
