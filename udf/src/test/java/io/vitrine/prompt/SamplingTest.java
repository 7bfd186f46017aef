package io.vitrine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplingTest {
  @Test
  void settingsThatChooseTheSameReadTheSame() {
    assertThat(new Sampling(0, 5, 0.5, 1).text()).isEqualTo(Sampling.GREEDY.text());
    assertThat(new Sampling(0.8, 2, 0.6, 1.1).text())
        .isEqualTo("temperature 0.8 top-k 2 top-p 0.6 penalty 1.1")
        .isNotEqualTo(new Sampling(0.8, 2, 0.6, 1).text());
  }

  @Test
  void aPenaltyAloneIsNotGreedy() {
    assertThat(new Sampling(0, 0, 1, 1.1).greedy()).isFalse();
    assertThat(new Sampling(0, 0, 1, 1).greedy()).isTrue();
  }

  @Test
  void aValueOutOfRangeIsNamed() {
    assertThatThrownBy(() -> new Sampling(0.5, 0, 1.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topP is 1.5 and must be above 0 and at most 1");
  }
}
