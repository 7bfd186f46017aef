package io.vitrine.sample;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** Paints the layers of a sketch, part by part, into a transparent product picture. */
final class Painter {
  private final Scene scene;
  private final int width;
  private final int[] argb;
  private final Graphics2D marks;
  private final byte[] mask;
  private final Graphics2D maskGraphics;

  Painter(Scene scene) {
    this.scene = scene;
    this.width = scene.width();
    BufferedImage layers =
        new BufferedImage(width, scene.height(), BufferedImage.TYPE_INT_ARGB_PRE);
    argb = ((DataBufferInt) layers.getRaster().getDataBuffer()).getData();
    marks = smooth(layers);
    BufferedImage maskImage =
        new BufferedImage(width, scene.height(), BufferedImage.TYPE_BYTE_GRAY);
    mask = ((DataBufferByte) maskImage.getRaster().getDataBuffer()).getData();
    maskGraphics = smooth(maskImage);
    maskGraphics.setColor(Color.WHITE);
  }

  private static Graphics2D smooth(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return graphics;
  }

  /**
   * Paints a sketch, once.
   *
   * @return the picture's pixels, row by row: alpha, and red, green and blue multiplied with it
   */
  int[] paint(Sketch sketch) {
    for (Layer layer : sketch.layers) {
      Shape shape = scene.placement().place(layer.shape);
      if (layer.kind == Layer.Kind.MARK) {
        marks.setColor(new Color(layer.rgb & 0xffffff | (int) (layer.alpha * 255) << 24, true));
        marks.setComposite(layer.free ? AlphaComposite.SrcOver : AlphaComposite.SrcAtop);
        marks.fill(shape);
      } else {
        solid(layer, shape);
      }
    }
    marks.dispose();
    maskGraphics.dispose();
    return argb;
  }

  private void solid(Layer layer, Shape shape) {
    double dropPx = 0.035 * scene.side();
    Grid grid = Grid.over(shape.getBounds2D(), scene, dropPx * 1.6);
    if (grid == null) {
      return;
    }
    maskGraphics.fill(shape);
    long area = area(grid);
    if (area == 0) {
      return;
    }
    float[] cover = grid.cover(mask, width);
    if (layer.drop > 0) {
      dropShadow(layer, cover, grid, dropPx);
    }
    double thickness = area / 255.0 / Math.max(grid.width(), grid.height());
    Surface surface = layer.surface == null ? scene.material() : layer.surface;
    Relief relief = Relief.of(scene, layer, surface, grid, cover, thickness);
    new Shader(scene, layer, surface, relief).shade(mask, argb);
    for (int y = grid.y0(); y < grid.y1(); y++) {
      Arrays.fill(mask, y * width + grid.x0(), y * width + grid.x1(), (byte) 0);
    }
  }

  /** What is covered, in 255ths of a pixel. */
  private long area(Grid grid) {
    long area = 0;
    for (int y = grid.y0(); y < grid.y1(); y++) {
      for (int x = grid.x0(); x < grid.x1(); x++) {
        area += mask[y * width + x] & 255;
      }
    }

    return area;
  }

  /** Darkens what is painted already beside the part. */
  private void dropShadow(Layer layer, float[] cover, Grid grid, double dropPx) {
    int lw = grid.across();
    int lh = grid.down();
    int step = grid.step();
    int pad = grid.pad();
    int x0 = grid.x0();
    int y0 = grid.y0();
    float[] soft = cover.clone();
    Blur.box(soft, lw, lh, Math.max(1, (int) Math.round(dropPx * 0.35 / step)), 2);
    float ox = (float) (scene.light().x() * dropPx * 0.5);
    float oy = (float) (scene.light().y() * dropPx * 0.5);
    int margin = (pad - 2) * step;
    int ya = Math.max(0, y0 - margin);
    int yb = Math.min(scene.height(), y0 + (lh - pad - 2) * step);
    int xa = Math.max(0, x0 - margin);
    int xb = Math.min(width, x0 + (lw - pad - 2) * step);
    float inv = 1f / step;
    float strength = (float) layer.drop;
    for (int y = ya; y < yb; y++) {
      float fy = (y + 0.5f - y0 + oy) * inv + pad - 0.5f;
      if (fy < 0 || fy >= lh - 1) {
        continue;
      }
      int iy = (int) fy;
      float ty = fy - iy;
      for (int x = xa; x < xb; x++) {
        int i = y * width + x;
        int dst = argb[i];
        if (dst >>> 24 == 0 || mask[i] == -1) {
          continue;
        }
        float fx = (x + 0.5f - x0 + ox) * inv + pad - 0.5f;
        if (fx < 0 || fx >= lw - 1) {
          continue;
        }
        int ix = (int) fx;
        float tx = fx - ix;
        int k = iy * lw + ix;
        float s =
            (soft[k] * (1 - tx) + soft[k + 1] * tx) * (1 - ty)
                + (soft[k + lw] * (1 - tx) + soft[k + lw + 1] * tx) * ty;
        if (s > 0.01f) {
          int keep = (int) (256 * (1 - strength * s));
          int r = (dst >> 16 & 255) * keep >> 8;
          int g = (dst >> 8 & 255) * keep >> 8;
          int b = (dst & 255) * keep >> 8;
          argb[i] = dst & 0xff000000 | r << 16 | g << 8 | b;
        }
      }
    }
  }
}
