package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorMetricsTest {
  @Test
  void aBucketHoldsAllThatTookAtMostItsBound() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.update(/* millis= */ 50);
    histogram.update(51);
    histogram.update(90_000);

    assertThat(histogram.upTo(0.025)).isZero();
    assertThat(histogram.upTo(0.05)).isEqualTo(1);
    assertThat(histogram.upTo(0.1)).isEqualTo(2);
    assertThat(histogram.upTo(60)).isEqualTo(2);
    assertThat(histogram.count()).isEqualTo(3);
  }

  @Test
  void everyCodeIsThereBeforeItFirstHappens() {
    MetricRegistry registry = new MetricRegistry();
    PictureCounts counts = new PictureCounts();
    counts.register(registry);
    counts.add(null);
    counts.add(new PictureException(ErrorCode.ENGINE_OOM, "no room"));

    assertThat(registry.getCounters()).hasSize(ErrorCode.values().length + 1);
    assertThat(registry.getCounters().get("pictures.ok.NONE").getCount()).isEqualTo(1);
    assertThat(registry.getCounters().get("pictures.failed.ENGINE_OOM").getCount()).isEqualTo(1);
    assertThat(registry.getCounters().get("pictures.failed.IMAGE_EMPTY").getCount()).isZero();
  }

  @Test
  void anExecutorWithoutAGpuTellsNothingOfDevices() {
    MetricRegistry registry = new MetricRegistry();
    new ExecutorMetrics(List::of).register(registry, List.of());

    assertThat(registry.getNames()).noneMatch(name -> name.startsWith("device_"));
    assertThat(registry.getGauges().get("queue_depth").getValue()).isEqualTo(0);
  }
}
