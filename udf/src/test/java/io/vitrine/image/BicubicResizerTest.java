package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BicubicResizerTest {
  @ParameterizedTest
  @CsvSource({"97x61, 32", "61x150, 32", "20x13, 48", "33x33, 33", "300x3, 32"})
  void resultsArePillowsToTheLastBit(String size, int side) throws Exception {
    HeapPixels source = HeapPixels.of(Fixtures.image("resize-" + size + ".png"));
    byte[] expected = Fixtures.rgb(Fixtures.image("resize-" + size + "-to-" + side + ".png"));
    int longest = Math.max(source.width(), source.height());
    int width = Math.max(1, (2 * source.width() * side + longest) / (2 * longest));
    int height = Math.max(1, (2 * source.height() * side + longest) / (2 * longest));

    byte[] small = BicubicResizer.resize(source, source.width(), source.height(), width, height);

    assertThat(small).isEqualTo(crop(expected, side, width, height));
  }

  private static byte[] crop(byte[] square, int side, int width, int height) {
    byte[] out = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      int from = ((y + (side - height) / 2) * side + (side - width) / 2) * 3;
      System.arraycopy(square, from, out, y * width * 3, width * 3);
    }
    return out;
  }
}
