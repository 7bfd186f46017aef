package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "baseline.jpg, JPEG, 160, 120, 1",
    "progressive.jpg, JPEG, 640, 480, 1",
    "cmyk.jpg, JPEG, 160, 120, 1",
    "orientation-6.jpg, JPEG, 100, 60, 6",
    "rgb.png, PNG, 120, 90, 1",
    "alpha-16.png, PNG, 60, 40, 1",
    "exif.png, PNG, 120, 90, 6",
    "lossy.webp, WEBP, 120, 90, 1",
    "lossless.webp, WEBP, 120, 90, 1",
    "alpha.webp, WEBP, 120, 90, 1",
    "exif.webp, WEBP, 120, 90, 8",
    "animated.gif, GIF, 96, 72, 1",
    "rgb.bmp, BMP, 60, 45, 1",
    "top-down.bmp, BMP, 60, 45, 1"
  })
  void saysWhatAPictureIs(String name, ImageFormat format, int width, int height, int orientation)
      throws Exception {
    ImageInfo info = ImageHeader.read(Fixtures.bytes(name));

    assertThat(info.format()).isEqualTo(format);
    assertThat(info.width()).isEqualTo(width);
    assertThat(info.height()).isEqualTo(height);
    assertThat(info.orientation()).isEqualTo(orientation);
  }

  @Test
  void aPictureOnItsSideIsUprightWithItsSidesSwapped() throws Exception {
    ImageInfo info = ImageHeader.read(Fixtures.bytes("orientation-6.jpg"));

    assertThat(info.uprightWidth()).isEqualTo(60);
    assertThat(info.uprightHeight()).isEqualTo(100);
  }

  @Test
  void onlyAJpegInSeveralScansIsProgressive() throws Exception {
    assertThat(ImageHeader.read(Fixtures.bytes("progressive.jpg")).progressive()).isTrue();
    assertThat(ImageHeader.read(Fixtures.bytes("baseline.jpg")).progressive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "just some words|text",
        "BMW makes cars|text",
        "<!DOCTYPE html><p>404</p>|HTML",
        "<?xml version=\"1.0\"?><svg width=\"9\"/>|SVG",
        "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>|XML",
        "{\"error\": \"gone\"}|JSON",
        "%PDF-1.7|PDF",
        "8BPS and so on|Photoshop",
        "xxxxftypavif|AVIF",
        "xxxxftypheic|HEIC"
      })
  void saysWhatOtherBytesLookLike(String start, String kind) {
    assertThatThrownBy(() -> ImageHeader.read(start.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(PictureException.class)
        .hasMessage(
            "The bytes look like " + kind + ", not like a JPEG, PNG, WebP, GIF or BMP picture.")
        .extracting(e -> ((PictureException) e).code())
        .isEqualTo(ErrorCode.IMAGE_UNSUPPORTED);
  }

  @Test
  void tiffAndUnknownBytesAreNamedToo() {
    assertThatThrownBy(() -> ImageHeader.read(new byte[] {'I', 'I', '*', 0, 8, 0, 0, 0}))
        .hasMessageContaining("look like TIFF");
    assertThatThrownBy(() -> ImageHeader.read(new byte[] {1, 2, 3, 4}))
        .hasMessageContaining("look like binary data of an unknown kind");
  }

  @Test
  void noBytesAreEmpty() {
    assertCode(new byte[0], ErrorCode.IMAGE_EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "baseline.jpg, 17",
    "rgb.png, 17",
    "lossy.webp, 17",
    "alpha.webp, 17",
    "still.gif, 9",
    "rgb.bmp, 20"
  })
  void aHeaderThatIsCutShortIsCorrupt(String name, int length) throws Exception {
    assertCode(Arrays.copyOf(Fixtures.bytes(name), length), ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void aPictureWithoutPixelsIsCorrupt() throws Exception {
    byte[] gif = Fixtures.bytes("still.gif");
    gif[6] = 0;
    gif[7] = 0;

    assertCode(gif, ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void theLowestHeightOfABmpDoesNotOverflow() throws Exception {
    byte[] bmp = Fixtures.bytes("rgb.bmp");
    Arrays.fill(bmp, 22, 25, (byte) 0);
    bmp[25] = (byte) 0x80;

    assertCode(bmp, ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void brokenExifIsNoBrokenPicture() throws Exception {
    byte[] jpeg = Fixtures.bytes("orientation-6.jpg");
    int tiff = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("Exif\0\0") + 6;
    Arrays.fill(jpeg, tiff + 4, tiff + 8, (byte) 0xFF); // the directory lies four gigabytes off

    assertThat(ImageHeader.read(jpeg).orientation()).isEqualTo(1);
  }

  private static void assertCode(byte[] bytes, ErrorCode code) {
    assertThatThrownBy(() -> ImageHeader.read(bytes))
        .isInstanceOf(PictureException.class)
        .extracting(e -> ((PictureException) e).code())
        .isEqualTo(code);
  }
}
