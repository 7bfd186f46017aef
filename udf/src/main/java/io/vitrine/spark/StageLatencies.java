package io.vitrine.spark;

import com.codahale.metrics.MetricRegistry;
import io.vitrine.generate.PictureResult;

/** Time that pictures spent on each step; {@code response} is all of it but the waiting. */
final class StageLatencies {
  private final LatencyHistogram fetch = new LatencyHistogram();
  private final LatencyHistogram decode = new LatencyHistogram();
  private final LatencyHistogram queue = new LatencyHistogram();
  private final LatencyHistogram prefill = new LatencyHistogram();
  private final LatencyHistogram generate = new LatencyHistogram();
  private final LatencyHistogram parse = new LatencyHistogram();
  private final LatencyHistogram response = new LatencyHistogram();

  void register(MetricRegistry registry) {
    fetch.register(registry, "fetch");
    decode.register(registry, "decode");
    queue.register(registry, "queue");
    prefill.register(registry, "prefill");
    generate.register(registry, "generate");
    parse.register(registry, "parse");
    response.register(registry, "response");
  }

  void add(PictureResult.Times times) {
    fetch.update(times.fetch());
    decode.update(times.decode());
    queue.update(times.queue());
    prefill.update(times.prefill());
    generate.update(times.generate());
    parse.update(times.parse());
    response.update(times.total() - times.queue());
  }
}
