package io.vitrine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  /**
   * Four observers, twelve units, values missing: example C of Krippendorff, Computing
   * Krippendorff's Alpha-Reliability (2011), who gives 0.815; the further digits are those of his
   * formula in double precision.
   */
  @Test
  void alphaOfThePublishedExampleIsAsPublished() {
    List<List<Integer>> units =
        List.of(
            List.of(1, 1, 1),
            List.of(2, 2, 3, 2),
            List.of(3, 3, 3, 3),
            List.of(3, 3, 3, 3),
            List.of(2, 2, 2, 2),
            List.of(1, 2, 3, 4),
            List.of(4, 4, 4, 4),
            List.of(1, 1, 2, 1),
            List.of(2, 2, 2, 2),
            List.of(5, 5, 5),
            List.of(1, 1),
            List.of(3));

    assertThat(Agreement.alpha(units).getAsDouble()).isCloseTo(0.8153875037548814, within(1e-9));
  }

  @Test
  void fullAgreementIsOne() {
    assertThat(Agreement.alpha(List.of(List.of(1, 1), List.of(4, 4))).getAsDouble()).isEqualTo(1);
  }

  @Test
  void whereNothingCouldDifferThereIsNoAlpha() {
    assertThat(Agreement.alpha(List.of(List.of(5), List.of(3)))).isEmpty();
    assertThat(Agreement.alpha(List.of(List.of(4, 4), List.of(4, 4)))).isEmpty();
  }
}
