package io.vitrine.image;

/**
 * A decoded picture, ready for a model.
 *
 * @param format what the bytes are, by their own signature: JPEG, PNG, WEBP, GIF or BMP
 * @param width width of the original in pixels, after EXIF orientation
 * @param height height of the original in pixels, after EXIF orientation
 * @param side side of the square in {@code rgb}, in pixels
 * @param rgb {@code side * side * 3} bytes, row by row, R G B
 */
public record Picture(String format, int width, int height, int side, byte[] rgb) {}
