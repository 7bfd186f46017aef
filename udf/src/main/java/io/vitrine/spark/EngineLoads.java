package io.vitrine.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import java.time.Duration;

/** Loads of models: how many, how long the last took, how many went wrong. */
final class EngineLoads {
  private final Counter loads = new Counter();
  private final Counter failures = new Counter();
  private volatile double lastSeconds;

  void register(MetricRegistry registry) {
    registry.register("model_loads", loads);
    registry.register("model_load_failures", failures);
    registry.gauge("model_load_seconds", () -> () -> lastSeconds);
  }

  void loaded(Duration took) {
    lastSeconds = took.toMillis() / 1000.0;
    loads.inc();
  }

  void failed() {
    failures.inc();
  }
}
