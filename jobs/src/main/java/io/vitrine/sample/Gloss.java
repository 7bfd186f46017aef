package io.vitrine.sample;

/** What one part's surface reflects: its surroundings, or the light of a soft box. */
final class Gloss {
  private static final int ENV = 512;
  private static final float[] BRUSHED_ENV =
      environment(0.42f, 0.8f, 1.5f, 0.62f, 0.9f, 1.25f, 0.5f, 0.75f, 1.6f, 0.66f, 1.05f, 0.45f);
  private static final float[] CHROME_ENV =
      environment(0.4f, 1.1f, 1.25f, 0.35f, 0.6f, 1.25f, 1.3f, 0.5f, 0.3f, 1.1f, 1.2f, 0.5f);

  private final Surface surface;
  private final boolean lathe;
  private final float strength;

  // the highlight's direction, the way along the light, and the one across a body of revolution
  private final float hx;
  private final float hy;
  private final float ax;
  private final float ay;
  private final float latheCos;
  private final float latheSin;
  private final float latheHigh;
  private final float boxInverse;

  // what metal reflects
  private final float[] surroundings;
  private final float bandX;
  private final float bandY;
  private final float spread;
  private final float shift;
  private final float cx;
  private final float cy;

  /**
   * @param dark whether the part is
   */
  Gloss(Scene scene, Layer layer, Surface surface, Grid grid, boolean dark) {
    this.surface = surface;
    this.lathe = layer.lathe;
    this.strength = surface.gloss * (dark && surface != Surface.PLASTIC ? 0.8f : 1);
    Light light = scene.light();
    float hz = (float) (1 / Math.sqrt(2 + 2 * light.z()));
    this.hx = light.x() * hz;
    this.hy = light.y() * hz;
    float flat = (float) Math.max(1e-6, Math.sqrt(light.x() * light.x() + light.y() * light.y()));
    this.ax = light.x() / flat;
    this.ay = light.y() / flat;
    double turn = scene.placement().turn;
    this.latheCos = (float) Math.cos(turn);
    this.latheSin = (float) Math.sin(turn);
    this.latheHigh = (hx * latheCos + hy * latheSin < 0 ? -1 : 1) * 0.48f;
    this.boxInverse = surface.boxSoft > 0 ? 1 / surface.boxSoft : 0;
    double band = turn + (lathe ? 0 : scene.grain().bandAngle() + 0.6);
    this.surroundings = surface == Surface.CHROME ? CHROME_ENV : BRUSHED_ENV;
    this.bandX = (float) Math.cos(band);
    this.bandY = (float) Math.sin(band);
    double reach = Math.max(0.22 * scene.side(), Math.max(grid.width(), grid.height()) * 0.5);
    this.spread = lathe ? 0 : (float) (0.75 / reach);
    this.shift = (float) scene.grain().bandShift() * (lathe ? 0.4f : 1);
    this.cx = (grid.x0() + grid.x1()) * 0.5f;
    this.cy = (grid.y0() + grid.y1()) * 0.5f;
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

  /** What metal shows of its surroundings. */
  float reflected(float nx, float ny, int x, int y) {
    float e = (nx * bandX + ny * bandY) * 0.62f + shift;
    e += ((x - cx) * bandX + (y - cy) * bandY) * spread;
    int at = (int) ((e * 0.5f + 0.5f) * (ENV - 1));
    return surroundings[at < 0 ? 0 : Math.min(at, ENV - 1)];
  }

  /**
   * A soft box's highlight, to be added to the colour.
   *
   * @param tone of the texture
   * @param tall 0 at the part's top to 1 at its bottom
   */
  float highlight(float nx, float ny, float nz, float tone, float tall) {
    if (surface.boxWidth <= 0 || strength <= 0) {
      return 0;
    }
    return lathe ? turned(nx, ny, tall) : flat(nx, ny, nz, tone);
  }

  /** Upright bands on a body of revolution. */
  private float turned(float nx, float ny, float tall) {
    float boxW = surface.boxWidth;
    float add = 0;
    float nu = nx * latheCos + ny * latheSin;
    float s = (boxW * 1.4f - Math.abs(nu - latheHigh)) * boxInverse + 0.5f;
    float ends = surface == Surface.PLASTIC ? 30 : 7;
    float t = Math.min(tall - 0.1f, 0.8f - tall) * ends + 0.5f;
    if (s > 0 && t > 0) {
      t = eased(t);
      add = strength * eased(s) * t;
    }
    if (surface == Surface.PLASTIC || surface == Surface.CERAMIC) {
      float o = (boxW * 0.5f - Math.abs(nu + latheHigh * 1.75f)) * boxInverse + 0.5f;
      if (o > 0 && t > 0) {
        add += 0.4f * strength * Math.min(1, o) * Math.min(1, t);
      }
    }
    return add;
  }

  /** On any other part. */
  private float flat(float nx, float ny, float nz, float tone) {
    float add = 0;
    float gx = nx - hx;
    float gy = ny - hy;
    float along = Math.abs(gx * ax + gy * ay);
    float across = Math.abs(gy * ax - gx * ay);
    float s = (surface.boxWidth - along) * boxInverse + 0.5f;
    float t = (surface.boxLength - across) * boxInverse + 0.5f;
    if (s > 0 && t > 0) {
      add = strength * eased(s) * eased(t);
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
    return add;
  }

  /** From 0 to 1 without a kink. */
  private static float eased(float t) {
    return t > 1 ? 1 : t * t * (3 - 2 * t);
  }
}
