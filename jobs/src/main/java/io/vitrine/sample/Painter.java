package io.vitrine.sample;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;

/** Shades the layers of a sketch, part by part, into a transparent product picture. */
final class Painter {
  private static final int ENV = 512;
  private static final float[] BRUSHED_ENV =
      environment(0.42f, 0.8f, 1.5f, 0.62f, 0.9f, 1.25f, 0.5f, 0.75f, 1.6f, 0.66f, 1.05f, 0.45f);
  private static final float[] CHROME_ENV =
      environment(0.4f, 1.1f, 1.25f, 0.35f, 0.6f, 1.25f, 1.3f, 0.5f, 0.3f, 1.1f, 1.2f, 0.5f);

  private final int width;
  private final int height;
  private final BufferedImage layerImage;
  final int[] argb;
  private final Graphics2D marks;
  private final BufferedImage maskImage;
  private final byte[] mask;
  private final Graphics2D maskGraphics;
  private final Placement placement;
  private final Surface material;
  private final Look look;
  private final PatternTile pattern;
  private final BlockPlan blocks;
  private final float lx;
  private final float ly;
  private final float lz;
  private final double side;
  private final int variant;
  private final double textureScale;
  private final double shiftU;
  private final double shiftV;
  private final double bandAngle;
  private final double bandShift;
  private final double foldAngle;
  private final double woodTurn;

  Painter(
      int width,
      int height,
      Placement placement,
      Surface material,
      Look look,
      PatternTile pattern,
      BlockPlan blocks,
      float[] light,
      Dice d) {
    this.width = width;
    this.height = height;
    this.placement = placement;
    this.material = material;
    this.look = look;
    this.pattern = pattern;
    this.blocks = blocks;
    this.lx = light[0];
    this.ly = light[1];
    this.lz = light[2];
    this.side = Math.min(width, height);
    this.variant = d.below(6);
    this.textureScale = d.in(0.85, 1.08);
    this.shiftU = d.in(0, 512);
    this.shiftV = d.in(0, 512);
    this.bandAngle = d.in(-0.5, 0.5);
    this.bandShift = d.in(-0.3, 0.3);
    this.foldAngle = d.in(-0.35, 0.35);
    this.woodTurn = d.chance(0.5) ? Math.PI / 2 : 0;
    layerImage = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    argb = ((DataBufferInt) layerImage.getRaster().getDataBuffer()).getData();
    marks = layerImage.createGraphics();
    marks.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    marks.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    maskImage = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    mask = ((DataBufferByte) maskImage.getRaster().getDataBuffer()).getData();
    maskGraphics = maskImage.createGraphics();
    maskGraphics.setRenderingHint(
        RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    maskGraphics.setRenderingHint(
        RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    maskGraphics.setColor(Color.WHITE);
  }

  private static float[] environment(float... stops) {
    float[] table = new float[ENV];
    for (int i = 0; i < ENV; i++) {
      float t = (float) i / (ENV - 1) * (stops.length - 1);
      int k = Math.min(stops.length - 2, (int) t);
      float f = t - k;
      f = f * f * (3 - 2 * f);
      table[i] = stops[k] * (1 - f) + stops[k + 1] * f;
    }
    return table;
  }

  void paint(Sketch sketch) {
    for (Layer layer : sketch.layers) {
      Shape shape = placement.place(layer.shape);
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
  }

  private void solid(Layer layer, Shape shape) {
    Rectangle2D b = shape.getBounds2D();
    int x0 = Math.max(0, (int) Math.floor(b.getMinX()) - 1);
    int y0 = Math.max(0, (int) Math.floor(b.getMinY()) - 1);
    int x1 = Math.min(width, (int) Math.ceil(b.getMaxX()) + 1);
    int y1 = Math.min(height, (int) Math.ceil(b.getMaxY()) + 1);
    int bw = x1 - x0;
    int bh = y1 - y0;
    if (bw <= 0 || bh <= 0) {
      return;
    }
    maskGraphics.fill(shape);
    int least = Math.min(bw, bh);
    int step = least > 140 ? 4 : least > 50 ? 2 : 1;
    double dropPx = 0.035 * side;
    int pad = (int) Math.ceil(dropPx * 1.6 / step) + 2;
    int lw = (bw + step - 1) / step + 2 * pad;
    int lh = (bh + step - 1) / step + 2 * pad;
    float[] cover = new float[lw * lh];
    float unit = 1f / (255 * step * step);
    long area = 0;
    for (int y = y0; y < y1; y++) {
      int row = ((y - y0) / step + pad) * lw + pad;
      int from = y * width + x0;
      for (int x = 0; x < bw; x++) {
        int m = mask[from + x] & 255;
        area += m;
        cover[row + x / step] += m * unit;
      }
    }
    if (area == 0) {
      return;
    }
    if (layer.drop > 0) {
      dropShadow(layer, cover, lw, lh, pad, step, x0, y0, dropPx);
    }
    double thickness = area / 255.0 / Math.max(bw, bh);
    Surface surface = layer.surface == null ? material : layer.surface;
    Fields f = relief(layer, surface, cover, lw, lh, pad, step, x0, y0, bw, bh, thickness);
    shade(layer, surface, f, lw, pad, step, x0, y0, x1, y1);
    for (int y = y0; y < y1; y++) {
      java.util.Arrays.fill(mask, y * width + x0, y * width + x1, (byte) 0);
    }
  }

  /** The coarse fields of a part: normal, rim shading and wear. */
  private record Fields(float[] nx, float[] ny, float[] rim, float[] wear) {}

  private void dropShadow(
      Layer layer,
      float[] cover,
      int lw,
      int lh,
      int pad,
      int step,
      int x0,
      int y0,
      double dropPx) {
    float[] soft = cover.clone();
    blur(soft, lw, lh, Math.max(1, (int) Math.round(dropPx * 0.35 / step)), 2);
    float ox = (float) (lx * dropPx * 0.5);
    float oy = (float) (ly * dropPx * 0.5);
    int margin = (pad - 2) * step;
    int ya = Math.max(0, y0 - margin);
    int yb = Math.min(height, y0 + (lh - pad - 2) * step);
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

  private Fields relief(
      Layer layer,
      Surface surface,
      float[] cover,
      int lw,
      int lh,
      int pad,
      int step,
      int x0,
      int y0,
      int bw,
      int bh,
      double thickness) {
    int n = lw * lh;
    double puffPx = Math.min(layer.puff * placement.scale, 0.55 * thickness);
    float[] h = cover.clone();
    blur(h, lw, lh, Math.max(1, (int) Math.round(puffPx * 0.5 / step)), 2);
    float top = 0.6f;
    for (int i = 0; i < n; i++) {
      top = Math.max(top, h[i]);
    }
    float[] rim = new float[n];
    float lift = (float) (puffPx / step * 0.85);
    boolean cloth = surface.folds > 0;
    double fold = layer.folds * surface.folds * 0.05 * side / step;
    float[] wear = surface == Surface.DENIM ? new float[n] : null;
    double cos = Math.cos(placement.turn + layer.angle);
    double sin = Math.sin(placement.turn + layer.angle);
    double cf = Math.cos(placement.turn + layer.angle + foldAngle);
    double sf = Math.sin(placement.turn + layer.angle + foldAngle);
    double freq = step / (0.62 * side);
    for (int j = 0; j < lh; j++) {
      for (int i = 0; i < lw; i++) {
        int k = j * lw + i;
        float t = Math.max(0, Math.min(1, (h[k] - 0.5f) / (top - 0.5f)));
        float round = (float) Math.sqrt(t * (2 - t));
        rim[k] = round;
        h[k] = lift * round;
        if (cloth && (h[k] > 0 || cover[k] > 0)) {
          double px = (i - pad) * freq + x0 * freq / step + shiftU;
          double py = (j - pad) * freq + y0 * freq / step + shiftV;
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
    float[] nx = new float[n];
    float[] ny = new float[n];
    double bulge = surface.soft() && surface != Surface.LEATHER ? 0 : layer.bulge;
    for (int j = 1; j < lh - 1; j++) {
      for (int i = 1; i < lw - 1; i++) {
        int k = j * lw + i;
        float gx = (h[k - 1] - h[k + 1]) * 0.5f;
        float gy = (h[k - lw] - h[k + lw]) * 0.5f;
        if (bulge != 0) {
          gx += (float) (bulge * (2.0 * (i - pad) * step / bw - 1));
          gy += (float) (bulge * (2.0 * (j - pad) * step / bh - 1));
        }
        float inv = (float) (1 / Math.sqrt(1 + gx * gx + gy * gy));
        nx[k] = gx * inv;
        ny[k] = gy * inv;
      }
    }
    if (layer.lathe) {
      lathe(layer, nx, ny, rim, lw, lh, pad, step, x0, y0);
    }
    return new Fields(nx, ny, rim, wear);
  }

  /** Replaces the normals by those of a body of revolution with the outline of the part. */
  private void lathe(
      Layer layer,
      float[] nx,
      float[] ny,
      float[] rim,
      int lw,
      int lh,
      int pad,
      int step,
      int x0,
      int y0) {
    int rows = 96;
    Rectangle2D b = layer.shape.getBounds2D();
    BufferedImage image = new BufferedImage(rows, rows, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(rows / b.getWidth(), rows / b.getHeight());
    g.translate(-b.getX(), -b.getY());
    g.setColor(Color.WHITE);
    g.fill(layer.shape);
    g.dispose();
    byte[] raster = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
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
    for (int j = 0; j < lh; j++) {
      for (int i = 0; i < lw; i++) {
        int k = j * lw + i;
        p[0] = x0 + (i - pad + 0.5) * step;
        p[1] = y0 + (j - pad + 0.5) * step;
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
        nx[k] = clampNormal(nx[k] * 0.4 + ux * cos - uy * sin);
        ny[k] = clampNormal(ny[k] * 0.4 + ux * sin + uy * cos);
        rim[k] = (float) Math.min(1, 0.25 + z);
      }
    }
  }

  private static float clampNormal(double v) {
    return (float) Math.max(-0.98, Math.min(0.98, v));
  }

  private void shade(
      Layer layer,
      Surface surface,
      Fields f,
      int lw,
      int pad,
      int step,
      int x0,
      int y0,
      int x1,
      int y1) {
    int rgb = layer.surface == null ? look.base() : layer.rgb;
    boolean blocked = layer.body && blocks != null;
    if (blocked && blocks.parts()) {
      rgb = layer.second ? look.second() : rgb;
      blocked = false;
    }
    PatternTile tilePattern = layer.body ? pattern : null;
    int second = look.second();
    float baseR = rgb >> 16 & 255;
    float baseG = rgb >> 8 & 255;
    float baseB = rgb & 255;
    float secR = second >> 16 & 255;
    float secG = second >> 8 & 255;
    float secB = second & 255;
    float baseUp = gainUp(rgb);
    float baseDown = gainDown(rgb);
    float secUp = gainUp(second);
    float secDown = gainDown(second);
    float dim = (float) layer.dim;
    int[] tile = surface.tiles[variant % surface.tiles.length];
    double angle = placement.turn + layer.angle;
    if (surface == Surface.WOOD) {
      angle += woodTurn;
    } else if (surface == Surface.METAL && layer.lathe) {
      angle += 0;
    } else if (surface == Surface.DENIM) {
      angle += 0.15;
    }
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double k = TextureTiles.SIZE / side / textureScale * 256;
    int duX = (int) Math.round(cos * k);
    int dvX = (int) Math.round(-sin * k);
    float bumpCos = (float) cos * surface.relief;
    float bumpSin = (float) sin * surface.relief;
    double pa = placement.turn + layer.angle + (pattern == null ? 0 : pattern.angle);
    double pk = pattern == null ? 0 : PatternTile.SIZE * pattern.repeats / side * 256;
    int puX = (int) Math.round(Math.cos(pa) * pk);
    int pvX = (int) Math.round(-Math.sin(pa) * pk);
    float ambient = surface.ambient;
    float diffuse = 1 - ambient;
    float norm = 1 / (ambient + diffuse * lz);
    float hz = (float) (1 / Math.sqrt(2 + 2 * lz));
    float hx = lx * hz;
    float hy = ly * hz;
    float flat = (float) Math.max(1e-6, Math.sqrt(lx * lx + ly * ly));
    float ax = lx / flat;
    float ay = ly / flat;
    boolean env = surface == Surface.METAL || surface == Surface.CHROME;
    float[] envTable = surface == Surface.CHROME ? CHROME_ENV : BRUSHED_ENV;
    double band = placement.turn + (layer.lathe ? 0 : bandAngle + 0.6);
    float bx = (float) Math.cos(band);
    float by = (float) Math.sin(band);
    float cx = (x0 + x1) * 0.5f;
    float cy = (y0 + y1) * 0.5f;
    float spread =
        layer.lathe ? 0 : (float) (0.75 / Math.max(0.22 * side, Math.max(x1 - x0, y1 - y0) * 0.5));
    float envShift = (float) bandShift * (layer.lathe ? 0.4f : 1);
    boolean dark = Look.luminance(rgb) < 0.25;
    boolean pale = Look.luminance(rgb) > 0.8;
    float gloss = surface.gloss * (dark && surface != Surface.PLASTIC ? 0.8f : 1);
    boolean glossy = surface.boxWidth > 0 && gloss > 0;
    float boxW = surface.boxWidth;
    float boxL = surface.boxLength;
    float boxInv = surface.boxSoft > 0 ? 1 / surface.boxSoft : 0;
    float rimDepth = surface.soft() || surface == Surface.WOOD ? 0.16f : 0.1f;
    float depth = depth(rgb);
    float latheCos = (float) Math.cos(placement.turn);
    float latheSin = (float) Math.sin(placement.turn);
    float latheHi = (hx * latheCos + hy * latheSin < 0 ? -1 : 1) * 0.48f;
    float latheEnds = surface == Surface.PLASTIC ? 30 : 7;
    boolean wearing = f.wear != null;
    float[] rowNx = new float[lw];
    float[] rowNy = new float[lw];
    float[] rowRim = new float[lw];
    float[] rowWear = wearing ? new float[lw] : null;
    float inv = 1f / step;
    double[] p = new double[2];
    double aa = 0.6 / placement.scale;
    for (int y = y0; y < y1; y++) {
      float fy = (y + 0.5f - y0) * inv + pad - 0.5f;
      int iy = (int) fy;
      float ty = fy - iy;
      int a = iy * lw;
      for (int i = 0; i < lw; i++) {
        rowNx[i] = f.nx[a + i] * (1 - ty) + f.nx[a + lw + i] * ty;
        rowNy[i] = f.ny[a + i] * (1 - ty) + f.ny[a + lw + i] * ty;
        rowRim[i] = f.rim[a + i] * (1 - ty) + f.rim[a + lw + i] * ty;
        if (wearing) {
          rowWear[i] = f.wear[a + i] * (1 - ty) + f.wear[a + lw + i] * ty;
        }
      }
      double ox = x0 - width * 0.5;
      double oy = y - height * 0.5;
      int u = (int) Math.round((cos * ox + sin * oy) * k + shiftU * 256);
      int v = (int) Math.round((cos * oy - sin * ox) * k + shiftV * 256);
      int pu = (int) Math.round((Math.cos(pa) * ox + Math.sin(pa) * oy) * pk);
      int pv = (int) Math.round((Math.cos(pa) * oy - Math.sin(pa) * ox) * pk);
      double side0 = 0;
      double sideStep = 0;
      if (blocked) {
        p[0] = x0 + 0.5;
        p[1] = y + 0.5;
        placement.inverse(p);
        side0 = p[0] * blocks.nx() + p[1] * blocks.ny() - blocks.border();
        p[0] = x1 + 0.5;
        p[1] = y + 0.5;
        placement.inverse(p);
        double end = p[0] * blocks.nx() + p[1] * blocks.ny() - blocks.border();
        sideStep = (end - side0) / (x1 - x0);
      }
      int out = y * width;
      float tall = (float) (y - y0) / (y1 - y0);
      for (int x = x0; x < x1; x++, u += duX, v += dvX, pu += puX, pv += pvX) {
        int m = mask[out + x] & 255;
        if (m == 0) {
          continue;
        }
        float fx = (x + 0.5f - x0) * inv + pad - 0.5f;
        int ix = (int) fx;
        float tx = fx - ix;
        float nx = rowNx[ix] + (rowNx[ix + 1] - rowNx[ix]) * tx;
        float ny = rowNy[ix] + (rowNy[ix + 1] - rowNy[ix]) * tx;
        float rim = rowRim[ix] + (rowRim[ix + 1] - rowRim[ix]) * tx;
        int texel = TextureTiles.at(tile, u, v);
        float tone = ((texel >> 16) - 128) * (1 / 128f);
        if (bumpCos != 0 || bumpSin != 0) {
          float sx = ((texel >> 8 & 255) - 128) * (1 / 64f);
          float sy = ((texel & 255) - 128) * (1 / 64f);
          nx += sx * bumpCos - sy * bumpSin;
          ny += sx * bumpSin + sy * bumpCos;
        }
        float r = baseR;
        float g = baseG;
        float b = baseB;
        float up = baseUp;
        float down = baseDown;
        float mix = 0;
        if (tilePattern != null) {
          mix = tilePattern.at(pu, pv) * (1 / 255f);
        } else if (blocked) {
          double s = side0 + sideStep * (x - x0);
          mix = s > aa ? 1 : s < -aa ? 0 : (float) (0.5 + 0.5 * s / aa);
        }
        if (mix > 0) {
          r += (secR - r) * mix;
          g += (secG - g) * mix;
          b += (secB - b) * mix;
          up += (secUp - up) * mix;
          down += (secDown - down) * mix;
        }
        if (wearing) {
          float w = (rowWear[ix] + (rowWear[ix + 1] - rowWear[ix]) * tx);
          w *= dark ? 0.2f : pale ? -0.12f : 0.27f;
          r += (235 - r) * Math.abs(w) * (w < 0 ? -1 : 1);
          g += (235 - g) * Math.abs(w) * (w < 0 ? -1 : 1);
          b += (238 - b) * Math.abs(w) * (w < 0 ? -1 : 1);
        }
        float q = 1 - nx * nx - ny * ny;
        float nz = q > 0.02f ? (float) Math.sqrt(q) : 0.14f;
        float light = nx * lx + ny * ly + nz * lz;
        float lit;
        float add = 0;
        if (env) {
          float e = (nx * bx + ny * by) * 0.62f + envShift;
          e += ((x - cx) * bx + (y - cy) * by) * spread;
          int at = (int) ((e * 0.5f + 0.5f) * (ENV - 1));
          float shine = envTable[at < 0 ? 0 : Math.min(at, ENV - 1)];
          if (surface == Surface.METAL) {
            float over = shine - 1.05f;
            add = over > 0 ? over * (dark ? 0.34f : 0.55f) : 0;
            float d = shine - 1;
            lit = 0.96f + d * (d < 0 ? (pale ? 0.5f : 0.95f) : dark ? 1.6f : 0.3f);
          } else {
            lit = shine;
          }
          lit *= 0.72f + 0.28f * Math.max(0, light) / lz;
        } else {
          if (light < 0) {
            light = 0;
          }
          lit = (ambient + diffuse * light) * norm;
          if (glossy && layer.lathe) {
            float nu = nx * latheCos + ny * latheSin;
            float s = (boxW * 1.4f - Math.abs(nu - latheHi)) * boxInv + 0.5f;
            float t = Math.min(tall - 0.1f, 0.8f - tall) * latheEnds + 0.5f;
            if (s > 0 && t > 0) {
              s = s > 1 ? 1 : s * s * (3 - 2 * s);
              t = t > 1 ? 1 : t * t * (3 - 2 * t);
              add = gloss * s * t;
            }
            if (surface == Surface.PLASTIC || surface == Surface.CERAMIC) {
              float o = (boxW * 0.5f - Math.abs(nu + latheHi * 1.75f)) * boxInv + 0.5f;
              if (o > 0 && t > 0) {
                add += 0.4f * gloss * Math.min(1, o) * Math.min(1, t);
              }
            }
          } else if (glossy) {
            float gx = nx - hx;
            float gy = ny - hy;
            float along = gx * ax + gy * ay;
            float across = gy * ax - gx * ay;
            along = along < 0 ? -along : along;
            across = across < 0 ? -across : across;
            float s = (boxW - along) * boxInv + 0.5f;
            float t = (boxL - across) * boxInv + 0.5f;
            if (s > 0 && t > 0) {
              s = s > 1 ? 1 : s * s * (3 - 2 * s);
              t = t > 1 ? 1 : t * t * (3 - 2 * t);
              add = gloss * s * t;
              if (surface == Surface.LEATHER) {
                add *= 1 + tone * 1.5f;
              }
            }
            if (surface == Surface.CERAMIC) {
              float edge = 1 - nz;
              add += edge * edge * edge * 0.35f;
            } else if (surface == Surface.PLASTIC) {
              add += Math.max(0, 0.62f - nz) * 0.22f;
            }
          }
        }
        lit *= 1 - rimDepth * (1 - rim) * (1 - rim);
        if (dark) {
          lit = 1 + (lit - 1) * 1.35f;
        }
        float toneFactor = 1 + tone * (tone > 0 ? up : down);
        lit *= toneFactor * dim;
        if (lit < 1) {
          lit = 1 - (1 - lit) * depth;
        }
        add *= 255 * dim;
        int ri = (int) (r * lit + add * (1 - r * (0.6f / 255)));
        int gi = (int) (g * lit + add * (1 - g * (0.6f / 255)));
        int bi = (int) (b * lit + add * (1 - b * (0.6f / 255)));
        ri = ri > 255 ? 255 : ri < 0 ? 0 : ri;
        gi = gi > 255 ? 255 : gi < 0 ? 0 : gi;
        bi = bi > 255 ? 255 : bi < 0 ? 0 : bi;
        int dst = argb[out + x];
        if (m == 255) {
          argb[out + x] = 0xff000000 | ri << 16 | gi << 8 | bi;
        } else {
          int rest = 255 - m;
          int oa = m + (dst >>> 24) * rest / 255;
          int or = (ri * m + (dst >> 16 & 255) * rest) / 255;
          int og = (gi * m + (dst >> 8 & 255) * rest) / 255;
          int ob = (bi * m + (dst & 255) * rest) / 255;
          argb[out + x] = oa << 24 | or << 16 | og << 8 | ob;
        }
      }
    }
  }

  /** How deep shade may go: orange in deep shade would be brown, white would be grey. */
  private static float depth(int rgb) {
    int r = rgb >> 16 & 255;
    int g = rgb >> 8 & 255;
    int b = rgb & 255;
    boolean warm = r > 190 && b < 90 && g > 60;
    return warm ? g > 150 ? 0.72f : 0.58f : Look.luminance(rgb) > 0.85 ? 0.8f : 0.9f;
  }

  private static float gainUp(int rgb) {
    double l = Look.luminance(rgb);
    return l < 0.25 ? 2.6f : l > 0.85 ? 0.35f : 1;
  }

  private static float gainDown(int rgb) {
    double l = Look.luminance(rgb);
    return l < 0.25 ? 1.25f : l > 0.85 ? 0.85f : 1;
  }

  /** Box blur in place. */
  static void blur(float[] a, int w, int h, int radius, int passes) {
    float[] line = new float[Math.max(w, h)];
    float inv = 1f / (2 * radius + 1);
    for (int pass = 0; pass < passes; pass++) {
      for (int y = 0; y < h; y++) {
        slide(a, y * w, 1, w, radius, inv, line);
      }
      for (int x = 0; x < w; x++) {
        slide(a, x, w, h, radius, inv, line);
      }
    }
  }

  private static void slide(
      float[] a, int from, int stride, int n, int radius, float inv, float[] line) {
    for (int i = 0; i < n; i++) {
      line[i] = a[from + i * stride];
    }
    float sum = 0;
    for (int i = 0; i < Math.min(radius, n); i++) {
      sum += line[i];
    }
    for (int i = 0; i < n; i++) {
      if (i + radius < n) {
        sum += line[i + radius];
      }
      if (i - radius - 1 >= 0) {
        sum -= line[i - radius - 1];
      }
      a[from + i * stride] = sum * inv;
    }
  }
}
