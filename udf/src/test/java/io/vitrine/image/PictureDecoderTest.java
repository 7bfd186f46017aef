package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureDecoderTest {
  private final PictureDecoder decoder = new PictureDecoder(ImageLimits.DEFAULT, Fixtures.SIDE);

  @ParameterizedTest
  @MethodSource("io.vitrine.image.Fixtures#pictures")
  void everyKindOfPictureLooksAsPillowMakesIt(String name) throws Exception {
    Picture picture = decoder.decode(Fixtures.bytes(name));
    byte[] expected = Fixtures.expected(name);
    System.out.printf(
        "DIFF %s %.3f %d%n",
        name,
        Fixtures.difference(picture.rgb(), expected),
        Fixtures.largestDifference(picture.rgb(), expected));
    assertThat(picture.rgb()).hasSameSizeAs(expected);
    assertThat(Fixtures.difference(picture.rgb(), expected)).isLessThanOrEqualTo(2);
  }
}
