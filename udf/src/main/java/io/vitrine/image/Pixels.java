package io.vitrine.image;

/**
 * The pixels of a decoded picture. They may live outside the Java heap: whoever is handed an
 * instance closes it. For one thread.
 */
interface Pixels extends AutoCloseable {
  /** In pixels. */
  int width();

  /** In pixels. */
  int height();

  /**
   * Fetches one row.
   *
   * @param y from 0, at the top
   * @param rgb receives {@code width * 3} bytes, R G B, opaque
   */
  void row(int y, byte[] rgb);

  @Override
  void close();
}
