package io.vitrine.sample;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws the picture of a product: a shaded model of the product in its material, colour and
 * pattern, with light, shadow, background, small props, noise and compression. The same product
 * always gives the same picture. Instances hold no state and may be shared between threads.
 */
public final class SampleRenderer {

  /** Makes a renderer. */
  public SampleRenderer() {}

  /**
   * Draws a product.
   *
   * @param p the product
   * @return an opaque picture of 360 to 640 pixels a side
   */
  public BufferedImage render(SampleProduct p) {
    Dice d = new Dice(Dice.mix(p.seed(), 1));
    int side = 4 * (int) Math.round(d.in(360, 640) / 4);
    double form = d.unit();
    int width = form < 0.12 ? Math.max(360, side * 3 / 4) : side;
    int height = form > 0.88 ? Math.max(360, side * 3 / 4) : side;
    Surface material = Surface.of(p.material());
    Look look = Look.of(p, d);
    Sketch sketch = new Sketch(new Dice(Dice.mix(p.seed(), 2)), material);
    Sketches.draw(p.category(), sketch);
    Placement placement = Placement.fit(sketch, width, height, d);
    PatternTile pattern = PatternTile.of(p.pattern(), d);
    BlockPlan blocks = p.pattern().equals(SampleVocabulary.BLOCKS) ? BlockPlan.of(sketch, d) : null;
    Light light = Light.of(d);
    Scene scene =
        new Scene(width, height, placement, material, look, pattern, blocks, light, Grain.of(d));
    int[] product = new Painter(scene).paint(sketch);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] rgb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    Backdrop backdrop = new Backdrop(picture, rgb, new Dice(Dice.mix(p.seed(), 3)));
    backdrop.paint(look.base(), sketch.stands, product, light);
    finish(rgb, product, width, height, new Dice(Dice.mix(p.seed(), 4)));
    return picture;
  }

  /** Lays the product over the background, then adds blur, tint and sensor noise. */
  private static void finish(int[] rgb, int[] product, int width, int height, Dice d) {
    int n = width * height;
    for (int i = 0; i < n; i++) {
      int src = product[i];
      int a = src >>> 24;
      if (a == 255) {
        rgb[i] = src;
      } else if (a != 0) {
        int dst = rgb[i];
        int rest = 255 - a;
        int r = (src >> 16 & 255) + (dst >> 16 & 255) * rest / 255;
        int g = (src >> 8 & 255) + (dst >> 8 & 255) * rest / 255;
        int b = (src & 255) + (dst & 255) * rest / 255;
        rgb[i] = Math.min(255, r) << 16 | Math.min(255, g) << 8 | Math.min(255, b);
      }
    }
    double blur = d.unit();
    if (blur < 0.4) {
      soften(rgb, width, height, blur < 0.12 ? 2 : 1);
    }
    double strength = d.in(0.5, 3.5);
    double gain = d.in(0.96, 1.04);
    double warm = d.in(-0.018, 0.018);
    int[][] level = new int[3][256];
    double[] tint = {gain * (1 + warm), gain, gain * (1 - warm)};
    for (int c = 0; c < 3; c++) {
      for (int v = 0; v < 256; v++) {
        level[c][v] = (int) Math.round(v * tint[c] * 16);
      }
    }
    int[] grain = new int[1024];
    for (int i = 0; i < grain.length; i++) {
      grain[i] = (int) Math.round((d.unit() + d.unit() + d.unit() - 1.5) * 2 * strength * 16);
    }
    int state = (int) d.bits() | 1;
    for (int i = 0; i < n; i++) {
      state = state * 1664525 + 1013904223;
      int v = rgb[i];
      int common = grain[state >>> 22];
      int r = level[0][v >> 16 & 255] + common + (grain[state >>> 12 & 1023] >> 1);
      int g = level[1][v >> 8 & 255] + common;
      int b = level[2][v & 255] + common + (grain[state >>> 7 & 1023] >> 1);
      rgb[i] = clamp(r + 8 >> 4) << 16 | clamp(g + 8 >> 4) << 8 | clamp(b + 8 >> 4);
    }
  }

  private static int clamp(int v) {
    return v < 0 ? 0 : Math.min(v, 255);
  }

  /** A small binomial blur, done in packed arithmetic. */
  private static void soften(int[] rgb, int width, int height, int passes) {
    int[] line = new int[Math.max(width, height)];
    for (int pass = 0; pass < passes; pass++) {
      for (int y = 0; y < height; y++) {
        int o = y * width;
        System.arraycopy(rgb, o, line, 0, width);
        for (int x = 1; x < width - 1; x++) {
          rgb[o + x] = binomial(line[x - 1], line[x], line[x + 1]);
        }
      }
      int[] above = new int[width];
      System.arraycopy(rgb, 0, above, 0, width);
      for (int y = 1; y < height - 1; y++) {
        int o = y * width;
        for (int x = 0; x < width; x++) {
          int here = rgb[o + x];
          rgb[o + x] = binomial(above[x], here, rgb[o + width + x]);
          above[x] = here;
        }
      }
    }
  }

  private static int binomial(int a, int b, int c) {
    int rb = (a & 0xff00ff) + 2 * (b & 0xff00ff) + (c & 0xff00ff) >>> 2 & 0xff00ff;
    int g = (a & 0xff00) + 2 * (b & 0xff00) + (c & 0xff00) >>> 2 & 0xff00;
    return rb | g;
  }

  /**
   * Draws a product and writes it as a file would be: mostly JPEG, sometimes PNG.
   *
   * @param p the product
   * @return the bytes of the file and its ending
   */
  public EncodedPicture encode(SampleProduct p) {
    BufferedImage picture = render(p);
    Dice d = new Dice(Dice.mix(p.seed(), 5));
    boolean png = d.chance(0.04);
    float quality = (float) d.in(0.60, 0.95);
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 17);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(png ? "png" : "jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(png ? 0.6f : quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return new EncodedPicture(out.toByteArray(), png ? "png" : "jpg");
  }
}
