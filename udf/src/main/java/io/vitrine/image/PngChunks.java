package io.vitrine.image;

import io.vitrine.error.PictureException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** Reads a PNG's chunks. */
final class PngChunks {
  private static final int SIGNATURE_BYTES = 8;
  private static final int FRAME_BYTES = 12; // length, kind and checksum around a chunk's body
  private static final int GRAY = 0;
  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private PngChunks() {}

  static ImageInfo info(Bytes bytes) throws PictureException {
    if (!bytes.has(SIGNATURE_BYTES + 4L, "IHDR")) {
      throw bytes.corrupt("it does not begin with its header");
    }
    long width = bytes.u32be(16);
    long height = bytes.u32be(20);
    if (width == 0 || height == 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw bytes.corrupt("its header says " + width + " x " + height + " px");
    }
    int depth = bytes.u8(24);
    int transparentGray = -1;
    int orientation = ExifOrientation.AS_STORED;
    long at = SIGNATURE_BYTES;
    while (at + FRAME_BYTES <= bytes.data().length && !bytes.has(at + 4, "IEND")) {
      long length = bytes.u32be(at);
      if (at + FRAME_BYTES + length > bytes.data().length) {
        break; // cut short: said when the pixels are wanted
      }
      if (bytes.has(at + 4, "tRNS") && bytes.u8(25) == GRAY && length == 2) {
        transparentGray = bytes.u16be(at + 8);
      } else if (bytes.has(at + 4, "eXIf")) {
        orientation = ExifOrientation.read(bytes, (int) at + 8, (int) (at + 8 + length));
      }
      at += FRAME_BYTES + length;
    }
    // what a decoder holds at most: red, green, blue and alpha
    int bytesPerPixel = depth == 16 ? 8 : 4;
    return new ImageInfo(
        ImageFormat.PNG,
        (int) width,
        (int) height,
        orientation,
        bytesPerPixel,
        false,
        depth == 16 || transparentGray < 0 ? transparentGray : spread(transparentGray, depth));
  }

  /** A gray value of fewer than eight bits as decoders spread it over eight. */
  private static int spread(int gray, int depth) {
    int highest = (1 << depth) - 1;
    return (gray & highest) * 255 / Math.max(1, highest);
  }

  /**
   * The same picture with nothing in it but pixels: no colour profiles, texts or animations. What a
   * decoder never sees cannot harm it, and it has nothing to print warnings about.
   *
   * @throws PictureException IMAGE_CORRUPT when a chunk is cut short, a checksum is wrong or the
   *     end chunk is missing
   */
  static byte[] pixelsOnly(Bytes bytes) throws PictureException {
    byte[] data = bytes.data();
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length);
    out.write(data, 0, SIGNATURE_BYTES);
    CRC32 crc = new CRC32();
    long at = SIGNATURE_BYTES;
    while (true) {
      long length = bytes.u32be(at);
      bytes.require(at, FRAME_BYTES + length);
      String kind = new String(data, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
      if (PIXELS.contains(kind)) {
        crc.reset();
        crc.update(data, (int) at + 4, (int) length + 4);
        if (crc.getValue() != bytes.u32be(at + 8 + length)) {
          throw bytes.corrupt("the checksum of a part of it (" + kind + ") is wrong");
        }
        out.write(data, (int) at, (int) (FRAME_BYTES + length));
      }
      if (kind.equals("IEND")) {
        return out.toByteArray();
      }
      at += FRAME_BYTES + length;
    }
  }
}
