package io.vitrine.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.vitrine.generate.PictureResult;

/** Tokens that the model wrote; their rate is the engine's speed. */
final class TokenCounts {
  private final Counter output = new Counter();

  void register(MetricRegistry registry) {
    registry.register("output_tokens", output);
  }

  void add(PictureResult.Tokens tokens) {
    output.inc(tokens.output());
  }
}
