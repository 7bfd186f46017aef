package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.spark.VitrineHome;
import io.vitrine.stats.Estimate;
import io.vitrine.stats.Proportion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityGateTest {
  private static final Map<String, Double> METRICS =
      Map.of("category_recall", 0.93, "latency_p95_ms", 480.0);

  @TempDir private Path conf;

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
  void aMetricThatWasAskedForNeedsAValue() {
    assertThatThrownBy(() -> QualityGate.of(Map.of("color_accuracy", 0.9)).misses(METRICS))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("color_accuracy");
  }

  @Test
  void theShippedTargetsArePassedOverWhereThereIsNoData() {
    QualityGate targets = QualityGate.targets(VitrineHome.conf());

    assertThat(targets.misses(METRICS)).isEmpty();
    assertThat(targets.misses(Map.of("category_recall", 0.89, "attribute_accuracy", 0.79)))
        .containsExactly(
            "category_recall is 0.89, under 0.9", "attribute_accuracy is 0.79, under 0.8");
  }

  @Test
  void aVerdictIsThatOfTheValueAndSaysWhenTheIntervalCrossesTheTarget() {
    QualityGate targets = QualityGate.targets(VitrineHome.conf());

    assertThat(targets.verdict(Metric.LATENCY_P95_MS, new Estimate(480, 450, 500, 9)))
        .isEqualTo("≤ 500 met");
    assertThat(targets.verdict(Metric.LATENCY_P95_MS, new Estimate(480, 450, 501, 9)))
        .isEqualTo("≤ 500 met, not surely");
    assertThat(targets.verdict(Metric.COPY_USABILITY, new Estimate(0.5, 0.4, 0.7, 9)))
        .isEqualTo("≥ 0.6 missed, not surely");
    assertThat(targets.verdict(Metric.COPY_USABILITY, new Estimate(0.5, 0.4, 0.59, 9)))
        .isEqualTo("≥ 0.6 missed");
    assertThat(targets.verdict(Metric.COLOR_ACCURACY, new Estimate(0.5, 0.4, 0.7, 9))).isEmpty();
  }

  @Test
  void whatIsAskedForTakesTheTargetsPlace() {
    QualityGate gate =
        QualityGate.targets(VitrineHome.conf())
            .with(QualityGate.of(Map.of("category_recall", 0.95)));

    assertThat(gate.misses(METRICS)).containsExactly("category_recall is 0.93, under 0.95");
  }

  @Test
  void aMissIsSureOnceTheWholeIntervalLiesOnTheWrongSide() {
    QualityGate gate = QualityGate.of(Map.of("category_recall", 0.9));

    assertThat(gate.sureMisses(List.of(Score.of(Metric.CATEGORY_RECALL, Proportion.of(8, 10)))))
        .isEmpty();
    assertThat(gate.sureMisses(List.of(Score.of(Metric.CATEGORY_RECALL, Proportion.of(80, 100)))))
        .containsExactly("category_recall is 0.8, under 0.9");
  }

  @ParameterizedTest
  @CsvSource({
    "recall: 0.9, There is no metric 'recall'",
    "category_recall:, category_recall has no value",
    "category_recall: high, high",
    "category_recall: [, quality.yaml"
  })
  void aBrokenFileOfTargetsIsRefused(String text, String reason) throws IOException {
    Files.writeString(conf.resolve("quality.yaml"), text);

    assertThatThrownBy(() -> QualityGate.targets(conf))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("quality.yaml")
        .hasMessageContaining(reason);
  }
}
