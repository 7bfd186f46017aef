package io.vitrine.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * The relief of one part, a value for each cell of its grid.
 *
 * @param nx the normal's part across
 * @param ny the normal's part down
 * @param rim 0 at the part's edge to 1 where it is flat
 * @param wear how worn the cloth is; null where it does not show
 */
record Relief(Grid grid, float[] nx, float[] ny, float[] rim, float[] wear) {
  private static final int LATHE_ROWS = 96;

  /** An empty one. */
  private static Relief over(Grid grid, Surface surface) {
    int n = grid.cells();
    return new Relief(
        grid,
        new float[n],
        new float[n],
        new float[n],
        surface == Surface.DENIM ? new float[n] : null);
  }

  /**
   * Puffs a part up, lays folds on it and turns it round where it is turned.
   *
   * @param cover as {@link Grid#cover} has it
   * @param thickness of the part, in pixels
   */
  static Relief of(
      Scene scene, Layer layer, Surface surface, Grid grid, float[] cover, double thickness) {
    Relief relief = over(grid, surface);
    float[] heights = relief.heights(scene, layer, surface, cover, thickness);
    relief.normals(heights, surface.soft() && surface != Surface.LEATHER ? 0 : layer.bulge);
    if (layer.lathe) {
      relief.lathe(scene.placement(), layer);
    }

    return relief;
  }

  /** Fills in rim and wear on the way. */
  private float[] heights(
      Scene scene, Layer layer, Surface surface, float[] cover, double thickness) {
    int lw = grid.across();
    int lh = grid.down();
    int step = grid.step();
    Grain grain = scene.grain();
    double puffPx = Math.min(layer.puff * scene.placement().scale, 0.55 * thickness);
    float[] h = cover.clone();
    Blur.box(h, lw, lh, Math.max(1, (int) Math.round(puffPx * 0.5 / step)), 2);
    float top = 0.6f;
    for (float height : h) {
      top = Math.max(top, height);
    }
    float lift = (float) (puffPx / step * 0.85);
    boolean cloth = surface.folds > 0;
    double fold = layer.folds * surface.folds * 0.05 * scene.side() / step;
    double turn = scene.placement().turn + layer.angle;
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double cf = Math.cos(turn + grain.foldAngle());
    double sf = Math.sin(turn + grain.foldAngle());
    double freq = step / (0.62 * scene.side());
    for (int j = 0; j < lh; j++) {
      for (int i = 0; i < lw; i++) {
        int k = j * lw + i;
        float t = Math.max(0, Math.min(1, (h[k] - 0.5f) / (top - 0.5f)));
        float round = (float) Math.sqrt(t * (2 - t));
        rim[k] = round;
        h[k] = lift * round;
        if (cloth && (h[k] > 0 || cover[k] > 0)) {
          double px = (i - grid.pad()) * freq + grid.x0() * freq / step + grain.shiftU();
          double py = (j - grid.pad()) * freq + grid.y0() * freq / step + grain.shiftV();
          double u = px * cf + py * sf;
          double v = py * cf - px * sf;
          float ridge = 1 - Math.abs(2 * Noise.broad(u * 0.62, v * 0.16) - 1);
          float cross = Noise.broad((u + v) * 0.36 + 0.3, (v - u) * 0.2);
          h[k] += (float) (fold * (0.75 * ridge * ridge + 0.7 * cross));
          if (wear != null) {
            double a = px * cos + py * sin;
            double c = py * cos - px * sin;
            float w = Noise.broad(a * 0.33 + 0.1, c * 0.24 + 0.7);
            wear[k] = Math.max(0, Math.min(1, (w - 0.47f) * 5)) * round;
          }
        }
      }
    }

    return h;
  }

  private void normals(float[] h, double bulge) {
    int lw = grid.across();
    for (int j = 1; j < grid.down() - 1; j++) {
      for (int i = 1; i < lw - 1; i++) {
        int k = j * lw + i;
        float gx = (h[k - 1] - h[k + 1]) * 0.5f;
        float gy = (h[k - lw] - h[k + lw]) * 0.5f;
        if (bulge != 0) {
          gx += (float) (bulge * (2.0 * (i - grid.pad()) * grid.step() / grid.width() - 1));
          gy += (float) (bulge * (2.0 * (j - grid.pad()) * grid.step() / grid.height() - 1));
        }
        float inv = (float) (1 / Math.sqrt(1 + gx * gx + gy * gy));
        nx[k] = gx * inv;
        ny[k] = gy * inv;
      }
    }
  }

  /** Replaces the normals by those of a body of revolution with the outline of the part. */
  private void lathe(Placement placement, Layer layer) {
    int rows = LATHE_ROWS;
    Rectangle2D b = layer.shape.getBounds2D();
    byte[] raster = outline(layer, b);
    double[] half = new double[rows];
    double[] centre = new double[rows];
    for (int y = 0; y < rows; y++) {
      double sum = 0;
      double moment = 0;
      for (int x = 0; x < rows; x++) {
        int m = raster[y * rows + x] & 255;
        sum += m;
        moment += m * (x + 0.5);
      }
      half[y] = Math.max(0.002, sum / 255 / 2 * b.getWidth() / rows);
      centre[y] = sum == 0 ? b.getCenterX() : b.getX() + moment / sum * b.getWidth() / rows;
    }
    double cos = Math.cos(placement.turn);
    double sin = Math.sin(placement.turn);
    double[] p = new double[2];
    for (int j = 0; j < grid.down(); j++) {
      for (int i = 0; i < grid.across(); i++) {
        int k = j * grid.across() + i;
        p[0] = grid.x0() + (i - grid.pad() + 0.5) * grid.step();
        p[1] = grid.y0() + (j - grid.pad() + 0.5) * grid.step();
        placement.inverse(p);
        double row = (p[1] - b.getY()) / b.getHeight() * rows - 0.5;
        int r = (int) Math.max(1, Math.min(rows - 3, row));
        double f = Math.max(0, Math.min(1, row - r));
        double hw = half[r] * (1 - f) + half[r + 1] * f;
        double c = centre[r] * (1 - f) + centre[r + 1] * f;
        double s = Math.max(-0.97, Math.min(0.97, (p[0] - c) / hw));
        int ra = Math.max(0, r - 2);
        int rb = Math.min(rows - 1, r + 3);
        double slope = (half[rb] - half[ra]) / ((rb - ra) * b.getHeight() / rows);
        slope = Math.max(-1.2, Math.min(1.2, slope));
        double z = Math.sqrt(1 - s * s);
        double inv = 1 / Math.sqrt(1 + slope * slope);
        double ux = s * inv;
        double uy = -slope * inv * (0.35 + 0.65 * z);
        nx[k] = normal(nx[k] * 0.4 + ux * cos - uy * sin);
        ny[k] = normal(ny[k] * 0.4 + ux * sin + uy * cos);
        rim[k] = (float) Math.min(1, 0.25 + z);
      }
    }
  }

  /** The part's shape as a square picture. */
  private static byte[] outline(Layer layer, Rectangle2D bounds) {
    BufferedImage image = new BufferedImage(LATHE_ROWS, LATHE_ROWS, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(LATHE_ROWS / bounds.getWidth(), LATHE_ROWS / bounds.getHeight());
    g.translate(-bounds.getX(), -bounds.getY());
    g.setColor(Color.WHITE);
    g.fill(layer.shape);
    g.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  private static float normal(double v) {
    return (float) Math.max(-0.98, Math.min(0.98, v));
  }

  /** One row of cells, to be filled by {@link #row}. */
  Relief oneRow() {
    int n = grid.across();
    return new Relief(
        grid, new float[n], new float[n], new float[n], wear == null ? null : new float[n]);
  }

  /** The values of a row of pixels, between those of the two rows of cells around it. */
  void row(int y, Relief out) {
    float fy = (y + 0.5f - grid.y0()) * (1f / grid.step()) + grid.pad() - 0.5f;
    int iy = (int) fy;
    float ty = fy - iy;
    between(nx, iy, ty, out.nx);
    between(ny, iy, ty, out.ny);
    between(rim, iy, ty, out.rim);
    if (wear != null) {
      between(wear, iy, ty, out.wear);
    }
  }

  private void between(float[] field, int row, float t, float[] out) {
    int lw = grid.across();
    int a = row * lw;
    for (int i = 0; i < lw; i++) {
      out[i] = field[a + i] * (1 - t) + field[a + lw + i] * t;
    }
  }
}
