package io.vitrine.sample;

/** Shades one part: texture, pattern, wear and light of every pixel. */
final class Shader {
  private final Scene scene;
  private final Layer layer;
  private final Surface surface;
  private final Relief relief;
  private final Grid grid;
  private final int rgb;
  private final boolean blocked;
  private final boolean dark;
  private final boolean pale;

  private final Gloss gloss;

  Shader(Scene scene, Layer layer, Surface surface, Relief relief) {
    this.scene = scene;
    this.layer = layer;
    this.surface = surface;
    this.relief = relief;
    this.grid = relief.grid();
    boolean second = layer.body && scene.blocks() != null && scene.blocks().parts();
    int own = layer.surface == null ? scene.look().base() : layer.rgb;
    this.rgb = second && layer.second ? scene.look().second() : own;
    this.blocked = layer.body && scene.blocks() != null && !scene.blocks().parts();
    this.dark = Look.luminance(rgb) < 0.25;
    this.pale = Look.luminance(rgb) > 0.8;
    this.gloss = new Gloss(scene, layer, surface, grid, dark);
  }

  /**
   * Shades the part.
   *
   * @param mask how much of each pixel of the picture it covers, in 255ths
   * @param argb the picture's pixels, painted over
   */
  void shade(byte[] mask, int[] argb) {
    int width = scene.width();
    int second = scene.look().second();
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
    Weave texture = texture();
    int[] tile = surface.tiles[scene.grain().variant() % surface.tiles.length];
    float bumpCos = (float) texture.cos() * surface.relief;
    float bumpSin = (float) texture.sin() * surface.relief;
    PatternTile pattern = layer.body ? scene.pattern() : null;
    Weave print = print();
    Light from = scene.light();
    float ambient = surface.ambient;
    float diffuse = 1 - ambient;
    float norm = 1 / (ambient + diffuse * from.z());
    boolean metal = surface == Surface.METAL || surface == Surface.CHROME;
    float rimDepth = surface.soft() || surface == Surface.WOOD ? 0.16f : 0.1f;
    float depth = depth(rgb);
    Relief row = relief.oneRow();
    float wornBy = dark ? 0.2f : pale ? -0.12f : 0.27f;
    float inv = 1f / grid.step();
    double aa = 0.6 / scene.placement().scale;
    for (int y = grid.y0(); y < grid.y1(); y++) {
      relief.row(y, row);
      double ox = grid.x0() - width * 0.5;
      double oy = y - scene.height() * 0.5;
      int u = texture.u(ox, oy);
      int v = texture.v(ox, oy);
      int pu = print.u(ox, oy);
      int pv = print.v(ox, oy);
      double side0 = blocked ? beyondBorder(grid.x0(), y) : 0;
      double sideStep = blocked ? (beyondBorder(grid.x1(), y) - side0) / grid.width() : 0;
      int out = y * width;
      float tall = (float) (y - grid.y0()) / grid.height();
      for (int x = grid.x0();
          x < grid.x1();
          x++, u += texture.du(), v += texture.dv(), pu += print.du(), pv += print.dv()) {
        int m = mask[out + x] & 255;
        if (m == 0) {
          continue;
        }
        float fx = (x + 0.5f - grid.x0()) * inv + grid.pad() - 0.5f;
        int ix = (int) fx;
        float tx = fx - ix;
        float nx = row.nx()[ix] + (row.nx()[ix + 1] - row.nx()[ix]) * tx;
        float ny = row.ny()[ix] + (row.ny()[ix + 1] - row.ny()[ix]) * tx;
        float rim = row.rim()[ix] + (row.rim()[ix + 1] - row.rim()[ix]) * tx;
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
        if (pattern != null) {
          mix = pattern.at(pu, pv) * (1 / 255f);
        } else if (blocked) {
          double s = side0 + sideStep * (x - grid.x0());
          mix = s > aa ? 1 : s < -aa ? 0 : (float) (0.5 + 0.5 * s / aa);
        }
        if (mix > 0) {
          r += (secR - r) * mix;
          g += (secG - g) * mix;
          b += (secB - b) * mix;
          up += (secUp - up) * mix;
          down += (secDown - down) * mix;
        }
        if (row.wear() != null) {
          float w = (row.wear()[ix] + (row.wear()[ix + 1] - row.wear()[ix]) * tx);
          w *= wornBy;
          r += (235 - r) * Math.abs(w) * (w < 0 ? -1 : 1);
          g += (235 - g) * Math.abs(w) * (w < 0 ? -1 : 1);
          b += (238 - b) * Math.abs(w) * (w < 0 ? -1 : 1);
        }
        float q = 1 - nx * nx - ny * ny;
        float nz = q > 0.02f ? (float) Math.sqrt(q) : 0.14f;
        float light = nx * from.x() + ny * from.y() + nz * from.z();
        float lit;
        float add = 0;
        if (metal) {
          float shine = gloss.reflected(nx, ny, x, y);
          lit = shine;
          if (surface == Surface.METAL) {
            float over = shine - 1.05f;
            add = over > 0 ? over * (dark ? 0.34f : 0.55f) : 0;
            float d = shine - 1;
            lit = 0.96f + d * (d < 0 ? (pale ? 0.5f : 0.95f) : dark ? 1.6f : 0.3f);
          }
          lit *= 0.72f + 0.28f * Math.max(0, light) / from.z();
        } else {
          lit = (ambient + diffuse * (light < 0 ? 0 : light)) * norm;
          add = gloss.highlight(nx, ny, nz, tone, tall);
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
        argb[out + x] =
            over(argb[out + x], m, lit(r, lit, add), lit(g, lit, add), lit(b, lit, add));
      }
    }
  }

  /**
   * How a tile lies on the picture, in 256ths of its texels.
   *
   * @param k texels of a pixel, times 256
   */
  private record Weave(double cos, double sin, double k, double shiftU, double shiftV) {
    static Weave at(double angle, double k, double shiftU, double shiftV) {
      return new Weave(Math.cos(angle), Math.sin(angle), k, shiftU, shiftV);
    }

    int u(double x, double y) {
      return (int) Math.round((cos * x + sin * y) * k + shiftU);
    }

    int v(double x, double y) {
      return (int) Math.round((cos * y - sin * x) * k + shiftV);
    }

    /** From a pixel to the next one. */
    int du() {
      return (int) Math.round(cos * k);
    }

    int dv() {
      return (int) Math.round(-sin * k);
    }
  }

  private Weave texture() {
    Grain grain = scene.grain();
    double turn = surface == Surface.WOOD ? grain.woodTurn() : surface == Surface.DENIM ? 0.15 : 0;
    return Weave.at(
        scene.placement().turn + layer.angle + turn,
        TextureTiles.SIZE / scene.side() / grain.textureScale() * 256,
        grain.shiftU() * 256,
        grain.shiftV() * 256);
  }

  private Weave print() {
    PatternTile pattern = scene.pattern();
    return Weave.at(
        scene.placement().turn + layer.angle + (pattern == null ? 0 : pattern.angle),
        pattern == null ? 0 : PatternTile.SIZE * pattern.repeats / scene.side() * 256,
        0,
        0);
  }

  /** How far a pixel lies beyond the border between the colours, in units of the sketch. */
  private double beyondBorder(int x, int y) {
    double[] p = {x + 0.5, y + 0.5};
    scene.placement().inverse(p);
    BlockPlan blocks = scene.blocks();
    return p[0] * blocks.nx() + p[1] * blocks.ny() - blocks.border();
  }

  private static int lit(float colour, float lit, float add) {
    int value = (int) (colour * lit + add * (1 - colour * (0.6f / 255)));
    return value > 255 ? 255 : value < 0 ? 0 : value;
  }

  /** A colour over a pixel, as much of it as the mask says. */
  private static int over(int below, int mask, int r, int g, int b) {
    if (mask == 255) {
      return 0xff000000 | r << 16 | g << 8 | b;
    }
    int rest = 255 - mask;
    int alpha = mask + (below >>> 24) * rest / 255;
    int red = (r * mask + (below >> 16 & 255) * rest) / 255;
    int green = (g * mask + (below >> 8 & 255) * rest) / 255;
    int blue = (b * mask + (below & 255) * rest) / 255;
    return alpha << 24 | red << 16 | green << 8 | blue;
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
}
