package io.vitrine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void theSameSampleGivesTheSameInterval() {
    long[] counts = {120, 30, 50};

    Estimate first = new Bootstrap().of(counts, BootstrapTest::shareOfFirst).get(0).estimate();
    Estimate second = new Bootstrap().of(counts, BootstrapTest::shareOfFirst).get(0).estimate();

    assertThat(first).isEqualTo(second);
  }

  @Test
  void theIntervalOfAShareIsAboutWilsons() {
    Estimate share =
        new Bootstrap().of(new long[] {120, 80}, BootstrapTest::shareOfFirst).get(0).estimate();
    Estimate wilson = Proportion.of(120, 200);

    assertThat(share.value()).isEqualTo(0.6);
    assertThat(share.n()).isEqualTo(200);
    assertThat(share.low()).isCloseTo(wilson.low(), within(0.02));
    assertThat(share.high()).isCloseTo(wilson.high(), within(0.02));
  }

  @Test
  void aDifferenceThatEveryResampleShowsIsSurelyNotZero() {
    Bootstrap.Distribution difference =
        new Bootstrap().of(new long[] {90, 10}, c -> new double[] {c[0] - c[1]}).get(0);

    assertThat(difference.pValue()).isLessThan(0.01);
  }

  @Test
  void noDifferenceIsNothingUnlikely() {
    Bootstrap.Distribution difference =
        new Bootstrap().of(new long[] {50, 50}, c -> new double[] {c[0] - c[1]}).get(0);

    assertThat(difference.pValue()).isGreaterThan(0.8);
  }

  private static double[] shareOfFirst(long[] counts) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }

    return new double[] {(double) counts[0] / all};
  }
}
