package io.vitrine.spark;

import com.codahale.metrics.MetricRegistry;
import io.vitrine.generate.PictureResult;
import io.vitrine.generate.VisionEngine;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Live figures of an executor, in Spark's metrics system under {@code plugin.…VitrinePlugin};
 * {@code conf/prometheus/jmx.yaml} gives them the names that Prometheus shows.
 */
final class ExecutorMetrics {
  private final PictureCounts pictures = new PictureCounts();
  private final StageLatencies latencies = new StageLatencies();
  private final TokenCounts tokens = new TokenCounts();
  private final BatchFill batches = new BatchFill();
  private final EngineLoads loads = new EngineLoads();
  private final DeviceUse devices = new DeviceUse(new NvidiaSmi()::devices);
  private final EngineUse engines;

  /**
   * @param engines the engines that are loaded now
   */
  ExecutorMetrics(Supplier<Collection<VisionEngine>> engines) {
    this.engines = new EngineUse(engines);
  }

  /**
   * @param gpus indices of the executor's GPUs
   */
  void register(MetricRegistry registry, Collection<String> gpus) {
    pictures.register(registry);
    latencies.register(registry);
    tokens.register(registry);
    batches.register(registry);
    loads.register(registry);
    engines.register(registry);
    devices.register(registry, gpus);
  }

  void loaded(Duration took) {
    loads.loaded(took);
  }

  void loadFailed() {
    loads.failed();
  }

  void count(PictureResult result) {
    pictures.add(result.failure());
    latencies.add(result.times());
    if (result.tokens() != null) {
      tokens.add(result.tokens());
      batches.add(result.tokens());
    }
  }
}
