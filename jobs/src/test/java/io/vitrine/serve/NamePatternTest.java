package io.vitrine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamePatternTest {
  @Test
  void aPercentSignIsAnyTextAndAnUnderscoreAnyCharacter() {
    assertThat(NamePattern.of("v_prod%"))
        .accepts("v_products", "vxprod")
        .rejects("v_stale", "av_prod");
  }

  @Test
  void aBackslashTakesTheMeaningAway() {
    assertThat(NamePattern.of("v\\_prod%")).accepts("v_products").rejects("vxprod");
  }

  @Test
  void signsOfRegularExpressionsMeanThemselves() {
    assertThat(NamePattern.of("a.b(")).accepts("a.b(").rejects("axb(");
  }

  @Test
  void noneIsEveryName() {
    assertThat(NamePattern.of(null)).accepts("x");
    assertThat(NamePattern.of("")).accepts("x");
  }
}
