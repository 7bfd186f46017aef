package io.vitrine.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.vitrine.generate.PictureResult;
import java.time.Duration;

/** Live figures of an executor, in Spark's metrics system under {@code plugin.…VitrinePlugin}. */
final class ExecutorMetrics {
  private final Counter loads = new Counter();
  private final Timer loading = new Timer();
  private final Counter ok = new Counter();
  private final Counter failed = new Counter();
  private final Timer fetch = new Timer();
  private final Timer decode = new Timer();
  private final Timer queue = new Timer();
  private final Timer total = new Timer();

  void register(MetricRegistry registry) {
    registry.register("engine.loads", loads);
    registry.register("engine.loading", loading);
    registry.register("pictures.ok", ok);
    registry.register("pictures.failed", failed);
    registry.register("pictures.fetch", fetch);
    registry.register("pictures.decode", decode);
    registry.register("pictures.queue", queue);
    registry.register("pictures.total", total);
  }

  void loaded(Duration took) {
    loads.inc();
    loading.update(took);
  }

  long loads() {
    return loads.getCount();
  }

  void count(PictureResult result) {
    (result.failure() == null ? ok : failed).inc();
    fetch.update(millis(result.times().fetch()));
    decode.update(millis(result.times().decode()));
    queue.update(millis(result.times().queue()));
    total.update(millis(result.times().total()));
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos((long) (millis * 1e6));
  }
}
