package io.vitrine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleRendererTest {
  private static final List<EncodedPicture> ONE_OF_EACH = new ArrayList<>();

  private final SampleRenderer renderer = new SampleRenderer();

  @BeforeAll
  static void encodeOneOfEach() {
    SampleRenderer renderer = new SampleRenderer();
    long seed = 1;
    for (String category : SampleVocabulary.CATEGORIES) {
      for (String material : SampleVocabulary.MATERIALS_OF.get(category)) {
        for (String pattern : SampleVocabulary.patternsOf(category, material)) {
          String color = SampleVocabulary.COLORS.get((int) (seed % 12));
          SampleProduct p = new SampleProduct("P1", "", category, color, material, pattern, seed++);
          ONE_OF_EACH.add(renderer.encode(p));
        }
      }
    }
  }

  @Test
  void everyCategoryMaterialAndPatternRenders() throws Exception {
    for (EncodedPicture file : ONE_OF_EACH) {
      assertThat(file.ending()).isIn("jpg", "png");
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file.bytes()));
      assertThat(picture.getWidth()).isBetween(360, 640);
      assertThat(picture.getHeight()).isBetween(360, 640);
    }
  }

  @Test
  void bytesAreTheSameOnEveryThread() throws Exception {
    SampleCatalog catalog = new SampleCatalog(21);
    List<byte[]> alone = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      alone.add(renderer.encode(catalog.product(i)).bytes());
    }
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<byte[]>> together = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int index = i;
        together.add(pool.submit(() -> renderer.encode(catalog.product(index)).bytes()));
      }
      for (int i = 0; i < 12; i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void fewPicturesArePng() {
    long png = ONE_OF_EACH.stream().filter(file -> file.ending().equals("png")).count();

    assertThat(png).isBetween(1L, ONE_OF_EACH.size() / 10L);
  }

  @Test
  void baseColoursOfDifferentLabelsNeverMeet() {
    List<List<Integer>> samples = new ArrayList<>();
    for (String color : SampleVocabulary.COLORS) {
      List<Integer> list = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        SampleProduct p = new SampleProduct("P1", "", "T恤", color, "棉", "纯色", i);
        list.add(Look.of(p, new Dice(i)).base());
      }
      samples.add(list);
    }
    for (int a = 0; a < samples.size(); a++) {
      for (int b = 0; b < a; b++) {
        for (int x : samples.get(a)) {
          for (int y : samples.get(b)) {
            assertThat(distance(x, y))
                .as(SampleVocabulary.COLORS.get(a) + " and " + SampleVocabulary.COLORS.get(b))
                .isGreaterThan(40);
          }
        }
      }
    }
  }

  @Test
  void plainProductShowsItsColour() {
    // The middle of a plain cotton shirt is the base colour under any light.
    for (String color : SampleVocabulary.COLORS) {
      int right = 0;
      for (int seed = 0; seed < 8; seed++) {
        SampleProduct p = new SampleProduct("P1", "", "长袖T恤", color, "棉", "纯色", seed);
        BufferedImage picture = renderer.render(p);
        int w = picture.getWidth();
        int h = picture.getHeight();
        long r = 0;
        long g = 0;
        long b = 0;
        int n = 0;
        for (int y = h * 45 / 100; y < h * 60 / 100; y += 2) {
          for (int x = w * 45 / 100; x < w * 55 / 100; x += 2) {
            int v = picture.getRGB(x, y);
            r += v >> 16 & 255;
            g += v >> 8 & 255;
            b += v & 255;
            n++;
          }
        }
        int mean = (int) (r / n) << 16 | (int) (g / n) << 8 | (int) (b / n);
        right += nearest(mean).equals(color) ? 1 : 0;
      }
      assertThat(right).as(color).isGreaterThanOrEqualTo(7);
    }
  }

  private static String nearest(int rgb) {
    String best = "";
    double least = Double.MAX_VALUE;
    for (String color : SampleVocabulary.COLORS) {
      for (int i = 0; i < 20; i++) {
        SampleProduct p = new SampleProduct("P1", "", "T恤", color, "棉", "纯色", i);
        double d = distance(rgb, Look.of(p, new Dice(i)).base());
        if (d < least) {
          least = d;
          best = color;
        }
      }
    }
    return best;
  }

  private static double distance(int a, int b) {
    double r = (a >> 16 & 255) - (b >> 16 & 255);
    double g = (a >> 8 & 255) - (b >> 8 & 255);
    double c = (a & 255) - (b & 255);
    return Math.sqrt(r * r + g * g + c * c);
  }
}
