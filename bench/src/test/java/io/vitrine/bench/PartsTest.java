package io.vitrine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void theYardstickIsOnePictureDecodedAndThenDescribed() {
    Parts parts = new Parts(/* decode= */ 600, /* engine= */ 30);

    // 1/600 s + 1/30 s = 21/600 s
    assertThat(parts.yardstick()).isCloseTo(600.0 / 21, within(1e-9));
    assertThat(parts.share(300.0 / 21)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void theMedianOfTwoIsTheirMiddle() {
    assertThat(new Figure(List.of(4.0, 1.0)).median()).isEqualTo(2.5);
    assertThat(new Figure(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
  }
}
