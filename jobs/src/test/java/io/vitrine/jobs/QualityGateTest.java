package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityGateTest {
  private static final Map<String, Double> METRICS =
      Map.of("category_recall", 0.93, "latency_p95_ms", 480.0);

  @Test
  void sharesFailUnderAndTimesFailAboveTheirThreshold() {
    assertThat(QualityGate.of(Map.of("category_recall", 0.95)).misses(METRICS))
        .containsExactly("category_recall is 0.93, under 0.95");
    assertThat(QualityGate.of(Map.of("latency_p95_ms", 450.0)).misses(METRICS))
        .containsExactly("latency_p95_ms is 480, above 450");
  }

  @Test
  void whatMeetsItsThresholdExactlyPasses() {
    assertThat(
            QualityGate.of(Map.of("category_recall", 0.93, "latency_p95_ms", 480.0))
                .misses(METRICS))
        .isEmpty();
  }

  @Test
  void anyThresholdIsLegal() {
    assertThat(
            QualityGate.of(Map.of("category_recall", 1.5, "latency_p95_ms", -1.0)).misses(METRICS))
        .hasSize(2);
  }

  @Test
  void anUnknownMetricIsRefusedAndTheKnownOnesAreNamed() {
    assertThatThrownBy(() -> QualityGate.of(Map.of("recall", 0.9)))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("'recall'")
        .hasMessageContaining("category_recall");
  }

  @Test
  void aMetricWithoutLabelsCannotBeGated() {
    assertThatThrownBy(() -> QualityGate.of(Map.of("color_accuracy", 0.9)).misses(METRICS))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("color_accuracy");
  }
}
