package io.vitrine.image;

/**
 * What a picture may cost before it is refused.
 *
 * @param maxBytes largest file, in bytes
 * @param maxPixels largest width times height, from the header
 * @param maxSide longest side, in pixels
 * @param decodeBudgetBytes decoded bytes that all threads of an executor may hold at once
 */
public record ImageLimits(long maxBytes, long maxPixels, int maxSide, long decodeBudgetBytes) {
  public static final ImageLimits DEFAULT =
      new ImageLimits(10L << 20, 50_000_000L, 20_000, 512L << 20);
}
