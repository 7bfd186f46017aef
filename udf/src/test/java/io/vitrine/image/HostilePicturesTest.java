package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.error.Stage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged picture gives a picture or a refusal, and never anything else. */
class HostilePicturesTest {
  private static final long SEED = 20261123;
  private static final int ROUNDS = 30;
  private static final int HEADER_BYTES = 64;

  private final PictureDecoder decoder =
      new PictureDecoder(new ImageLimits(1 << 20, 1_000_000, 2_000, 8 << 20), 32);

  @ParameterizedTest
  @MethodSource("io.vitrine.image.Fixtures#pictures")
  void cutsAreRefused(String name) throws Exception {
    byte[] whole = Fixtures.bytes(name);
    Random random = random(name);
    for (int i = 0; i < ROUNDS; i++) {
      // half of it at most: what a cut right before the end costs differs between formats
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length / 2));
      assertThat(outcome(cut))
          .isIn(ErrorCode.IMAGE_EMPTY, ErrorCode.IMAGE_UNSUPPORTED, ErrorCode.IMAGE_CORRUPT);
    }
  }

  @ParameterizedTest
  @MethodSource("io.vitrine.image.Fixtures#pictures")
  void flippedBitsAreSurvived(String name) throws Exception {
    byte[] whole = Fixtures.bytes(name);
    Random random = random(name);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] damaged = whole.clone();
      int within = i % 2 == 0 ? Math.min(HEADER_BYTES, whole.length) : whole.length;
      for (int flips = random.nextInt(8); flips >= 0; flips--) {
        damaged[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
      }
      ErrorCode code = outcome(damaged);
      if (code != null) {
        assertThat(code.stage()).isEqualTo(Stage.DECODE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.vitrine.image.Fixtures#pictures")
  void replacedStretchesAreSurvived(String name) throws Exception {
    byte[] whole = Fixtures.bytes(name);
    Random random = random(name);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] damaged = whole.clone();
      int from = random.nextInt(whole.length);
      int to = Math.min(whole.length, from + 1 + random.nextInt(200));
      byte[] noise = new byte[to - from];
      random.nextBytes(noise);
      if (i % 3 == 0) {
        Arrays.fill(noise, (byte) (i % 2 == 0 ? 0 : 0xFF));
      }
      System.arraycopy(noise, 0, damaged, from, noise.length);
      ErrorCode code = outcome(damaged);
      if (code != null) {
        assertThat(code.stage()).isEqualTo(Stage.DECODE);
      }
    }
  }

  private static Random random(String name) {
    System.out.printf("%s damaged with seed %d%n", name, SEED);
    return new Random(SEED);
  }

  /** The refusal's code, or null for a picture. */
  private ErrorCode outcome(byte[] bytes) {
    try {
      assertThat(decoder.decode(bytes).rgb()).hasSize(32 * 32 * 3);
      return null;
    } catch (PictureException refused) {
      return refused.code();
    }
  }
}
