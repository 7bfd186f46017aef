package io.vitrine.spark;

import com.codahale.metrics.MetricRegistry;
import io.vitrine.generate.VisionEngine;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** What the engines of this executor hold at the moment, added up. */
final class EngineUse {
  private final Supplier<Collection<VisionEngine>> engines;

  EngineUse(Supplier<Collection<VisionEngine>> engines) {
    this.engines = engines;
  }

  void register(MetricRegistry registry) {
    registry.gauge("queue_depth", () -> () -> sum(VisionEngine::waiting));
    registry.gauge("cache_slots_used", () -> () -> sum(VisionEngine::slotsUsed));
    registry.gauge("cache_slots", () -> () -> sum(VisionEngine::slots));
  }

  private int sum(ToIntFunction<VisionEngine> figure) {
    return engines.get().stream().mapToInt(figure).sum();
  }
}
