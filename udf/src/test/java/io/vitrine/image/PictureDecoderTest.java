package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private final PictureDecoder decoder = new PictureDecoder(ImageLimits.DEFAULT, Fixtures.SIDE);

  @ParameterizedTest
  @MethodSource("io.vitrine.image.Fixtures#pictures")
  void everyKindOfPictureLooksAsPillowMakesIt(String name) throws Exception {
    Picture picture = decoder.decode(Fixtures.bytes(name));

    byte[] expected = Fixtures.expected(name);
    assertThat(picture.rgb()).hasSameSizeAs(expected);
    // 0.53 is the worst of them: JPEGs decoded at a quarter of their size
    assertThat(Fixtures.difference(picture.rgb(), expected)).isLessThan(0.6);
  }

  @Test
  void thePictureSaysWhatItWasUprightAndInFull() throws Exception {
    Picture picture = decoder.decode(Fixtures.bytes("orientation-6.jpg"));

    assertThat(picture.format()).isEqualTo("JPEG");
    assertThat(picture.width()).isEqualTo(60);
    assertThat(picture.height()).isEqualTo(100);
    assertThat(picture.side()).isEqualTo(Fixtures.SIDE);
  }

  @ParameterizedTest
  @MethodSource("io.vitrine.image.Fixtures#pictures")
  void aPictureCutInTheMiddleIsCorrupt(String name) throws Exception {
    byte[] bytes = Fixtures.bytes(name);

    assertCode(Arrays.copyOf(bytes, bytes.length / 2), ErrorCode.IMAGE_CORRUPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline.jpg", "large.jpg", "progressive.jpg", "restart.jpg", "rgb.png"})
  void aPictureWithoutItsEndMarkIsCorrupt(String name) throws Exception {
    byte[] bytes = Fixtures.bytes(name);

    assertCode(Arrays.copyOf(bytes, bytes.length - 2), ErrorCode.IMAGE_CORRUPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline.jpg", "progressive.jpg", "rgb.png", "lossy.webp", "still.gif"})
  void bytesAfterTheEndMarkAreIgnored(String name) throws Exception {
    byte[] bytes = Fixtures.bytes(name);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1000);
    Arrays.fill(longer, bytes.length, longer.length, (byte) 'x');

    assertThat(decoder.decode(longer).rgb()).isEqualTo(decoder.decode(bytes).rgb());
  }

  @Test
  void aPngWithAWrongChecksumIsCorrupt() throws Exception {
    byte[] png = Fixtures.bytes("rgb.png");
    png[png.length / 2] ^= 1;

    assertThatThrownBy(() -> decoder.decode(png))
        .hasMessage("The PNG picture is damaged: the checksum of a part of it (IDAT) is wrong.");
  }

  @Test
  void aFloodOfPixelsIsRefusedByItsHeader() {
    assertCode(emptyPng(20_000, 20_000), ErrorCode.IMAGE_TOO_MANY_PIXELS);
    assertCode(emptyPng(Integer.MAX_VALUE, Integer.MAX_VALUE), ErrorCode.IMAGE_TOO_MANY_PIXELS);
  }

  @Test
  void aSideThatIsTooLongIsRefusedEvenWithFewPixels() {
    assertThatThrownBy(() -> decoder.decode(emptyPng(20_001, 1)))
        .hasMessage(
            "The picture has 20001 x 1 px; 50000000 px in all and 20000 px a side are allowed at"
                + " most.");
  }

  @Test
  void aHeaderThatLiesAboutItsPixelsIsCorrupt() {
    assertCode(emptyPng(100, 100), ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void limitsCount() throws Exception {
    byte[] bytes = Fixtures.bytes("baseline.jpg"); // 160 x 120
    ImageLimits exact = new ImageLimits(bytes.length, 160 * 120, 160, 1 << 20);

    assertThat(new PictureDecoder(exact, 8).decode(bytes).width()).isEqualTo(160);
    assertCode(
        new PictureDecoder(new ImageLimits(bytes.length - 1, 160 * 120, 160, 1 << 20), 8),
        bytes,
        ErrorCode.IMAGE_TOO_LARGE);
    assertCode(
        new PictureDecoder(new ImageLimits(bytes.length, 160 * 120 - 1, 160, 1 << 20), 8),
        bytes,
        ErrorCode.IMAGE_TOO_MANY_PIXELS);
    assertCode(
        new PictureDecoder(new ImageLimits(bytes.length, 160 * 120, 159, 1 << 20), 8),
        bytes,
        ErrorCode.IMAGE_TOO_MANY_PIXELS);
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "112", "336"})
  void everySideWorks(int side) throws Exception {
    Picture picture =
        new PictureDecoder(ImageLimits.DEFAULT, side).decode(Fixtures.bytes("large.jpg"));

    assertThat(picture.rgb()).hasSize(side * side * 3);
  }

  @Test
  void theBudgetIsFreeAgainAfterGoodAndBadPictures() throws Exception {
    DecodeBudget budget = new DecodeBudget(1 << 20);
    PictureDecoder sharing = new PictureDecoder(ImageLimits.DEFAULT, 32, budget);
    byte[] good = Fixtures.bytes("large.jpg");

    sharing.decode(good);
    assertCode(sharing, Arrays.copyOf(good, good.length / 2), ErrorCode.IMAGE_CORRUPT);

    assertThat(budget.freeBytes()).isEqualTo(1 << 20);
  }

  private void assertCode(byte[] bytes, ErrorCode code) {
    assertCode(decoder, bytes, code);
  }

  private static void assertCode(PictureDecoder decoder, byte[] bytes, ErrorCode code) {
    assertThatThrownBy(() -> decoder.decode(bytes))
        .isInstanceOf(PictureException.class)
        .extracting(e -> ((PictureException) e).code())
        .isEqualTo(code);
  }

  /** A PNG that is right in every way but one: it has no pixels. */
  private static byte[] emptyPng(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    out.writeBytes(chunk("IHDR", header));
    out.writeBytes(chunk("IDAT", deflated(new byte[] {0})));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  private static byte[] chunk(String kind, byte[] body) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + body.length).putInt(body.length);
    chunk.put(kind.getBytes(StandardCharsets.US_ASCII)).put(body);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + body.length);
    return chunk.putInt((int) crc.getValue()).array();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[64];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }
}
