package io.vitrine.sample;

import java.awt.geom.Rectangle2D;

/**
 * A coarse grid over the pixels of one part, with a margin around it.
 *
 * @param x0 first pixel of the part, across
 * @param y0 first pixel, down
 * @param x1 pixel behind its last one, across
 * @param y1 likewise, down
 * @param step pixels of a cell's side
 * @param pad cells of the margin
 * @param across cells of a row, margins in it
 * @param down cells of a column, likewise
 */
record Grid(int x0, int y0, int x1, int y1, int step, int pad, int across, int down) {

  /**
   * A grid over what of a part is in the picture.
   *
   * @param margin around it at least, in pixels
   * @return null where nothing of it is
   */
  static Grid over(Rectangle2D part, Scene scene, double margin) {
    int x0 = Math.max(0, (int) Math.floor(part.getMinX()) - 1);
    int y0 = Math.max(0, (int) Math.floor(part.getMinY()) - 1);
    int x1 = Math.min(scene.width(), (int) Math.ceil(part.getMaxX()) + 1);
    int y1 = Math.min(scene.height(), (int) Math.ceil(part.getMaxY()) + 1);
    int least = Math.min(x1 - x0, y1 - y0);
    if (least <= 0) {
      return null;
    }

    int step = least > 140 ? 4 : least > 50 ? 2 : 1;
    int pad = (int) Math.ceil(margin / step) + 2;
    int across = (x1 - x0 + step - 1) / step + 2 * pad;
    int down = (y1 - y0 + step - 1) / step + 2 * pad;
    return new Grid(x0, y0, x1, y1, step, pad, across, down);
  }

  /** Pixels across. */
  int width() {
    return x1 - x0;
  }

  /** Pixels down. */
  int height() {
    return y1 - y0;
  }

  int cells() {
    return across * down;
  }

  /** How much of each cell the part covers, 0 to 1, from the part's mask over the picture. */
  float[] cover(byte[] mask, int pictureWidth) {
    float[] cover = new float[cells()];
    float unit = 1f / (255 * step * step);
    for (int y = y0; y < y1; y++) {
      int row = ((y - y0) / step + pad) * across + pad;
      int from = y * pictureWidth + x0;
      for (int x = 0; x < width(); x++) {
        cover[row + x / step] += (mask[from + x] & 255) * unit;
      }
    }

    return cover;
  }
}
