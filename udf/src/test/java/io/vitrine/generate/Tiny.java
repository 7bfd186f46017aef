package io.vitrine.generate;

import io.vitrine.image.Picture;
import io.vitrine.prompt.PromptLibrary;
import java.nio.file.Path;
import java.util.Random;

/** The tiny bundle with random weights, the shipped prompts, and pictures of nothing. */
final class Tiny {
  static final Path BUNDLE = Path.of("src/test/resources/bundles/tiny-random");
  static final PromptLibrary PROMPTS =
      PromptLibrary.load(Path.of(System.getProperty("vitrine.home"), "conf"));
  static final int SIDE = 56;

  private Tiny() {}

  static EngineSettings settings(int slots, int threads) {
    return new EngineSettings(BUNDLE, "cpu", slots, threads, 1, 64, EngineLimits.DEFAULT);
  }

  /** A picture of four colours; another seed, another picture. */
  static Picture picture(long seed) {
    return picture(seed, SIDE);
  }

  static Picture picture(long seed, int side) {
    Random random = new Random(seed);
    byte[] colors = new byte[4 * 3];
    random.nextBytes(colors);
    byte[] rgb = new byte[side * side * 3];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / 3;
      int quarter = pixel / side / (side / 2) * 2 + pixel % side / (side / 2);
      rgb[i] = colors[quarter * 3 + i % 3];
    }

    return new Picture("PNG", side, side, side, rgb);
  }
}
