package io.vitrine.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * Where a colour blocked product takes its second colour: either on its marked parts, or beyond a
 * straight border chosen so that 25 to 34 percent of the visible body lies there.
 */
record BlockPlan(boolean parts, double nx, double ny, double border) {
  private static final int N = 96;

  static BlockPlan of(Sketch sketch, Dice d) {
    Rectangle2D b = null;
    for (Layer layer : sketch.layers) {
      Rectangle2D s = layer.shape.getBounds2D();
      b = b == null ? s : b.createUnion(s);
    }
    BufferedImage image = new BufferedImage(N, N, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    AffineTransform at =
        AffineTransform.getScaleInstance((N - 2) / b.getWidth(), (N - 2) / b.getHeight());
    at.translate(-b.getX(), -b.getY());
    for (Layer layer : sketch.layers) {
      if (layer.kind == Layer.Kind.SOLID) {
        int level = layer.body ? layer.second ? 200 : 100 : 0;
        g.setColor(new Color(level, level, level));
        g.fill(at.createTransformedShape(layer.shape));
      }
    }
    g.dispose();
    byte[] raster = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    double angle = d.chance(0.45) ? Math.PI / 2 : d.chance(0.35) ? 0 : d.in(0.5, 1.1);
    double nx = Math.cos(angle) * d.sign();
    double ny = Math.sin(angle) * (d.chance(0.75) ? 1 : -1);
    double[] along = new double[N * N];
    int count = 0;
    int second = 0;
    for (int y = 0; y < N; y++) {
      for (int x = 0; x < N; x++) {
        int level = raster[y * N + x] & 255;
        if (level == 0) {
          continue;
        }
        if (level > 150) {
          second++;
        }
        double ux = b.getX() + (x + 0.5) * b.getWidth() / (N - 2);
        double uy = b.getY() + (y + 0.5) * b.getHeight() / (N - 2);
        along[count++] = ux * nx + uy * ny;
      }
    }
    if (count == 0) {
      return new BlockPlan(false, nx, ny, Double.MAX_VALUE);
    }
    double share = (double) second / count;
    if (share > 0.13 && share < 0.36 && d.chance(0.6)) {
      return new BlockPlan(true, 0, 0, 0);
    }
    Arrays.sort(along, 0, count);
    double border = along[(int) (count * (1 - d.in(0.25, 0.34)))];
    return new BlockPlan(false, nx, ny, border);
  }
}
