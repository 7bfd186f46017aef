package io.vitrine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class SampleFaultTest {
  private static final EncodedPicture GOOD =
      new SampleRenderer().encode(new SampleCatalog(1).product(0));

  @Test
  void everyKindHasItsCode() {
    assertThat(SampleFault.EMPTY.expectedCode()).isEqualTo("IMAGE_EMPTY");
    assertThat(SampleFault.TRUNCATED.expectedCode()).isEqualTo("IMAGE_CORRUPT");
    assertThat(SampleFault.TEXT.expectedCode()).isEqualTo("IMAGE_UNSUPPORTED");
    assertThat(SampleFault.TOO_MANY_PIXELS.expectedCode()).isEqualTo("IMAGE_TOO_MANY_PIXELS");
    assertThat(SampleFault.TOO_LARGE.expectedCode()).isEqualTo("IMAGE_TOO_LARGE");
    assertThat(SampleFault.MISSING.expectedCode()).isEqualTo("FETCH_NOT_FOUND");
    assertThat(SampleFault.UNSUPPORTED.expectedCode()).isEqualTo("IMAGE_UNSUPPORTED");
  }

  @Test
  void emptyMissingAndTruncated() {
    assertThat(SampleFault.EMPTY.breakPicture(GOOD).orElseThrow().bytes()).isEmpty();
    assertThat(SampleFault.MISSING.breakPicture(GOOD)).isEmpty();
    byte[] half = SampleFault.TRUNCATED.breakPicture(GOOD).orElseThrow().bytes();
    assertThat(half).isEqualTo(Arrays.copyOf(GOOD.bytes(), GOOD.bytes().length / 2));
  }

  @Test
  void textIsAnErrorPageNamedJpg() {
    EncodedPicture text = SampleFault.TEXT.breakPicture(GOOD).orElseThrow();
    assertThat(text.ending()).isEqualTo("jpg");
    assertThat(new String(text.bytes(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
  }

  @Test
  void tooManyPixelsIsASmallFileWithTheSizeItClaims() throws Exception {
    EncodedPicture vast = SampleFault.TOO_MANY_PIXELS.breakPicture(GOOD).orElseThrow();
    assertThat(vast.ending()).isEqualTo("png");
    assertThat(vast.bytes().length).isLessThan(1024 * 1024);
    try (ImageInputStream in =
        ImageIO.createImageInputStream(new ByteArrayInputStream(vast.bytes()))) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      reader.setInput(in);
      assertThat(reader.getWidth(0)).isEqualTo(20_000);
      assertThat(reader.getHeight(0)).isEqualTo(20_000);
      reader.dispose();
    }
  }

  @Test
  void tooLargeStillShowsThePicture() throws Exception {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(GOOD.bytes()));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    EncodedPicture other = new EncodedPicture(png.toByteArray(), "png");
    for (EncodedPicture good : new EncodedPicture[] {GOOD, other}) {
      EncodedPicture large = SampleFault.TOO_LARGE.breakPicture(good).orElseThrow();
      assertThat(large.bytes().length).isBetween(10 * 1024 * 1024 + 1, 12 * 1024 * 1024);
      assertThat(large.ending()).isEqualTo(good.ending());
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(large.bytes()));
      assertThat(read.getWidth()).isEqualTo(picture.getWidth());
      assertThat(read.getRGB(100, 100)).isEqualTo(picture.getRGB(100, 100));
    }
  }

  @Test
  void unsupportedIsTiffOrSvg() {
    for (int n = 0; n < 2; n++) {
      byte[] bytes = Arrays.copyOf(GOOD.bytes(), GOOD.bytes().length + n);
      EncodedPicture odd =
          SampleFault.UNSUPPORTED
              .breakPicture(new EncodedPicture(bytes, GOOD.ending()))
              .orElseThrow();
      String start = new String(odd.bytes(), 0, 5, StandardCharsets.ISO_8859_1);
      if (odd.ending().equals("tif")) {
        assertThat(start).matches("(?s)(II\\*|MM\0).*");
      } else {
        assertThat(odd.ending()).isEqualTo("svg");
        assertThat(start).isEqualTo("<?xml");
      }
    }
  }

  @Test
  void assignmentHasTheExactShareAndEveryKind() {
    for (int products : new int[] {140, 1000, 5001}) {
      Map<Integer, SampleFault> faults = SampleFault.assign(9, products, 0.05);
      assertThat(faults).hasSize((int) Math.round(products * 0.05));
      assertThat(new HashSet<>(faults.values())).hasSize(SampleFault.values().length);
      assertThat(faults.keySet()).allMatch(i -> i >= 0 && i < products);
      assertThat(SampleFault.assign(9, products, 0.05)).isEqualTo(faults);
    }
    assertThat(SampleFault.assign(9, 1000, 0.05)).isNotEqualTo(SampleFault.assign(8, 1000, 0.05));
    assertThat(SampleFault.assign(1, 10, 0)).isEmpty();
    assertThat(SampleFault.assign(1, 10, 1)).hasSize(10);
    assertThatThrownBy(() -> SampleFault.assign(1, 10, 1.2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SampleFault.assign(1, 10, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
