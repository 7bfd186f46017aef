package io.vitrine.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.vitrine.generate.PictureResult;

/** Rows that shared a picture's largest decode step: over the engine's slots, how full it was. */
final class BatchFill {
  private final Counter rows = new Counter();
  private final Counter pictures = new Counter();

  void register(MetricRegistry registry) {
    registry.register("batch_rows.sum", rows);
    registry.register("batch_rows.count", pictures);
  }

  void add(PictureResult.Tokens tokens) {
    rows.inc(tokens.batchSize());
    pictures.inc();
  }
}
