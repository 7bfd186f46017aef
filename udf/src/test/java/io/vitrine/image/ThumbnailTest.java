package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThumbnailTest {

  @Test
  void itIsWhatTheModelSawAsASmallJpeg() throws Exception {
    Picture picture = decoded("baseline.jpg", 64);

    byte[] jpeg = Thumbnail.of(picture);

    Picture again = new PictureDecoder(ImageLimits.DEFAULT, 64).decode(jpeg);
    assertThat(again.format()).isEqualTo("JPEG");
    assertThat(again.width()).isEqualTo(64);
    assertThat(again.height()).isEqualTo(64);
    double lost = Fixtures.difference(again.rgb(), picture.rgb());
    assertThat(lost).as("what JPEG loses").isLessThan(10);
    assertThat(lost).isLessThan(Fixtures.difference(again.rgb(), swapped(picture.rgb())) / 3);
  }

  @Test
  void itIsNeverLargerThan128PixelsASide() throws Exception {
    Picture small =
        new PictureDecoder(ImageLimits.DEFAULT, 336).decode(Thumbnail.of(decoded("rgb.png", 336)));

    assertThat(small.width()).isEqualTo(Thumbnail.SIDE);
    assertThat(small.height()).isEqualTo(Thumbnail.SIDE);
  }

  /** Red for blue. */
  private static byte[] swapped(byte[] rgb) {
    byte[] bgr = rgb.clone();
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = rgb[i + 2];
      bgr[i + 2] = rgb[i];
    }

    return bgr;
  }

  private static Picture decoded(String name, int side) throws Exception {
    return new PictureDecoder(ImageLimits.DEFAULT, side).decode(Fixtures.bytes(name));
  }
}
