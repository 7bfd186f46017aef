package io.vitrine.image;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what bytes are and how large a picture they promise, without decoding a pixel. These small
 * parsers are ours because they stand guard: a decoder is only called for what they let through.
 * They allocate nothing, follow no length without checking it, and look at each byte once.
 */
public final class ImageHeader {
  private static final String JPEG = "\u00FF\u00D8\u00FF";
  private static final String PNG = "\u0089PNG\r\n\032\n";

  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("II*\0", "TIFF"),
          Map.entry("MM\0*", "TIFF"),
          Map.entry("%PDF", "PDF"),
          Map.entry("PK\u0003\u0004", "ZIP"),
          Map.entry("\u001F\u008B", "gzip"),
          Map.entry("8BPS", "Photoshop"),
          Map.entry("\0\0\u0001\0", "ICO"),
          Map.entry("\0\0\0\fjP  ", "JPEG 2000"),
          Map.entry("\u00FF\n", "JPEG XL"),
          Map.entry("\0\0\0\fJXL ", "JPEG XL"));

  private ImageHeader() {}

  /**
   * @param data the whole picture
   * @return its format, size and orientation
   * @throws PictureException IMAGE_EMPTY without bytes, IMAGE_UNSUPPORTED for anything but JPEG,
   *     PNG, WebP, GIF and BMP, IMAGE_CORRUPT when the header makes no sense or is cut short
   */
  public static ImageInfo read(byte[] data) throws PictureException {
    BoundedBytes.check(data, Integer.MAX_VALUE);
    Bytes any = new Bytes(data, null);
    if (any.has(0, JPEG)) {
      return JpegHeader.read(new Bytes(data, ImageFormat.JPEG));
    }
    if (any.has(0, PNG)) {
      return PngChunks.info(new Bytes(data, ImageFormat.PNG));
    }
    if (any.has(0, "RIFF") && any.has(8, "WEBP")) {
      return WebpHeader.read(new Bytes(data, ImageFormat.WEBP));
    }
    if (any.has(0, "GIF87a") || any.has(0, "GIF89a")) {
      return gif(new Bytes(data, ImageFormat.GIF));
    }
    if (any.has(0, "BM") && any.has(15, "\0\0\0")) {
      return bmp(new Bytes(data, ImageFormat.BMP));
    }
    throw new PictureException(
        ErrorCode.IMAGE_UNSUPPORTED,
        String.format(
            Locale.ROOT,
            "The bytes look like %s, not like a JPEG, PNG, WebP, GIF or BMP picture.",
            looksLike(any)));
  }

  private static ImageInfo gif(Bytes bytes) throws PictureException {
    // a decoder holds the canvas, the frame's colours and the frame's indices
    return sized(bytes, bytes.u16le(6), bytes.u16le(8), 9);
  }

  private static ImageInfo bmp(Bytes bytes) throws PictureException {
    boolean old = bytes.u32le(14) == 12;
    long width = old ? bytes.u16le(18) : (int) bytes.u32le(18);
    long height = old ? bytes.u16le(20) : Math.abs((long) (int) bytes.u32le(22));
    return sized(bytes, width, height, 4);
  }

  private static ImageInfo sized(Bytes bytes, long width, long height, int bytesPerPixel)
      throws PictureException {
    if (width <= 0 || height <= 0 || height > Integer.MAX_VALUE) {
      throw bytes.corrupt("its header says " + width + " x " + height + " px");
    }
    return new ImageInfo(
        bytes.format(), (int) width, (int) height, ExifOrientation.AS_STORED, bytesPerPixel);
  }

  private static String looksLike(Bytes bytes) {
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (bytes.has(0, other.getKey())) {
        return other.getValue();
      }
    }
    if (bytes.has(4, "ftyp")) {
      return bytes.has(8, "avif") ? "AVIF" : bytes.has(8, "hei") ? "HEIC" : "MP4";
    }
    int length = Math.min(bytes.data().length, 1024);
    for (int i = 0; i < length; i++) {
      int b = bytes.data()[i] & 0xFF;
      if (b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7F) {
        return "binary data of an unknown kind";
      }
    }
    String text = new String(bytes.data(), 0, length, StandardCharsets.UTF_8).strip();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("<svg")) {
      return "SVG";
    }
    if (lower.startsWith("<!doctype html") || lower.contains("<html")) {
      return "HTML";
    }
    if (text.startsWith("<")) {
      return "XML";
    }
    return text.startsWith("{") || text.startsWith("[") ? "JSON" : "text";
  }
}
