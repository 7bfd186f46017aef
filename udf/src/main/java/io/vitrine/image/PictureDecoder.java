package io.vitrine.image;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Turns a picture's bytes into the square a model sees: upright, opaque over white, scaled to fit
 * with Pillow's bicubic filter, centred on white.
 *
 * <p>The header is judged before a pixel is decoded, and the decoded bytes are taken from a budget
 * that all decoders of a process share. A JPEG is decoded at a half, a quarter or an eighth of its
 * size where that leaves at least twice the wanted size. A picture must be whole, down to its end
 * mark: one that was cut is refused, as Pillow does, and not completed with gray. Bytes after the
 * end mark are ignored. Colour profiles are ignored, as Pillow does.
 *
 * <p>Thread-safe; all native memory is freed before a call returns.
 */
public final class PictureDecoder {
  private static final int[] REDUCTIONS = {8, 4, 2};
  private static final byte WHITE = (byte) 0xFF;

  private final ImageLimits limits;
  private final int side;
  private final DecodeBudget budget;

  /** A decoder with a budget of its own: for a process that has only one. */
  public PictureDecoder(ImageLimits limits, int side) {
    this(limits, side, new DecodeBudget(limits.decodeBudgetBytes()));
  }

  /**
   * @param limits what a picture may cost
   * @param side of the square, in pixels
   * @param budget shared by all decoders of the process
   */
  public PictureDecoder(ImageLimits limits, int side, DecodeBudget budget) {
    if (side < 1) {
      throw new IllegalArgumentException("side is " + side);
    }
    this.limits = limits;
    this.side = side;
    this.budget = budget;
  }

  /**
   * Decodes one picture.
   *
   * @throws PictureException IMAGE_EMPTY, IMAGE_TOO_LARGE (bytes), IMAGE_UNSUPPORTED,
   *     IMAGE_TOO_MANY_PIXELS (or a side too long) or IMAGE_CORRUPT; nothing else, whatever the
   *     bytes are
   */
  public Picture decode(byte[] bytes) throws PictureException {
    BoundedBytes.check(bytes, limits.maxBytes());
    ImageInfo info = ImageHeader.read(bytes);
    checkSize(info);
    byte[] pixelsOnly =
        info.format() == ImageFormat.PNG
            ? PngChunks.pixelsOnly(new Bytes(bytes, ImageFormat.PNG))
            : bytes;
    int reduction = reduction(info);
    try (DecodeBudget.Share share = budget.reserve(decodedBytes(info, reduction));
        Pixels pixels = OpenCv.decode(pixelsOnly, info, reduction)) {
      if (pixels == null) {
        throw Bytes.corrupt(info.format(), "its pixels cannot be decoded");
      }
      return picture(info, pixels, reduction);
    }
  }

  private void checkSize(ImageInfo info) throws PictureException {
    int longest = Math.max(info.width(), info.height());
    if (info.pixels() > limits.maxPixels() || longest > limits.maxSide()) {
      throw new PictureException(
          ErrorCode.IMAGE_TOO_MANY_PIXELS,
          String.format(
              Locale.ROOT,
              "The picture has %d x %d px; %d px in all and %d px a side are allowed at most.",
              info.width(),
              info.height(),
              limits.maxPixels(),
              limits.maxSide()));
    }
  }

  private int reduction(ImageInfo info) {
    if (info.format() == ImageFormat.JPEG) {
      for (int reduction : REDUCTIONS) {
        if (Math.max(info.width(), info.height()) >= 2L * side * reduction) {
          return reduction;
        }
      }
    }
    return 1;
  }

  private long decodedBytes(ImageInfo info, int reduction) {
    long width = info.width(reduction);
    long height = info.height(reduction);
    long coefficients =
        info.progressive() ? info.pixels() * info.decodedBytesPerPixel() * Short.BYTES : 0;
    long narrow = Math.min(width, height) * side * 3; // what the filter keeps between its passes
    return width * height * info.decodedBytesPerPixel() + coefficients + narrow;
  }

  private Picture picture(ImageInfo info, Pixels pixels, int reduction) {
    int width = fit(info.width(), info);
    int height = fit(info.height(), info);
    byte[] small =
        BicubicResizer.resize(
            pixels,
            (double) info.width() / reduction,
            (double) info.height() / reduction,
            width,
            height);
    return new Picture(
        info.format().name(),
        info.uprightWidth(),
        info.uprightHeight(),
        side,
        square(small, width, height, info));
  }

  /** A length scaled so that the longer side fills the square: rounded half up, at least 1. */
  private int fit(int length, ImageInfo info) {
    long longest = Math.max(info.width(), info.height());
    return (int) Math.max(1, (2L * length * side + longest) / (2 * longest));
  }

  /** Turns the small picture upright and centres it on white. */
  private byte[] square(byte[] small, int width, int height, ImageInfo info) {
    byte[] rgb = new byte[side * side * 3];
    Arrays.fill(rgb, WHITE);
    int uprightWidth = info.turned() ? height : width;
    int uprightHeight = info.turned() ? width : height;
    int left = (side - uprightWidth) / 2;
    int top = (side - uprightHeight) / 2;
    int orientation = info.orientation();
    boolean fromRight =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean fromBottom =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int y = 0; y < uprightHeight; y++) {
      int out = ((y + top) * side + left) * 3;
      for (int x = 0; x < uprightWidth; x++) {
        int across = info.turned() ? y : x;
        int down = info.turned() ? x : y;
        int storedX = fromRight ? width - 1 - across : across;
        int storedY = fromBottom ? height - 1 - down : down;
        int in = (storedY * width + storedX) * 3;
        rgb[out++] = small[in];
        rgb[out++] = small[in + 1];
        rgb[out++] = small[in + 2];
      }
    }
    return rgb;
  }
}
