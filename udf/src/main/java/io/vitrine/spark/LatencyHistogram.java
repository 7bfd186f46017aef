package io.vitrine.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * How long a step took, in buckets as Prometheus counts them: each holds what took at most its
 * bound, the last one everything. Dropwizard's own histogram keeps quantiles, which cannot be added
 * up over executors.
 */
final class LatencyHistogram {
  /** Upper bounds in seconds. */
  private static final double[] BOUNDS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private final Counter[] upTo = new Counter[BOUNDS.length];
  private final Counter count = new Counter();
  private final DoubleAdder sum = new DoubleAdder();

  LatencyHistogram() {
    Arrays.setAll(upTo, i -> new Counter());
  }

  void register(MetricRegistry registry, String stage) {
    String name = "stage_seconds." + stage;
    for (int i = 0; i < BOUNDS.length; i++) {
      String bound = String.format(Locale.ROOT, "%s", BOUNDS[i]);
      registry.register(name + ".le." + bound, upTo[i]);
    }

    registry.register(name + ".le.Inf", count);
    registry.register(name + ".count", count);
    registry.register(name + ".sum", (Gauge<Double>) sum::sum);
  }

  void update(double millis) {
    double seconds = millis / 1000;
    for (int i = BOUNDS.length - 1; i >= 0 && seconds <= BOUNDS[i]; i--) {
      upTo[i].inc();
    }

    sum.add(seconds);
    count.inc();
  }

  long count() {
    return count.getCount();
  }

  /** How many took at most so many seconds; one of the bounds. */
  long upTo(double bound) {
    return upTo[Arrays.binarySearch(BOUNDS, bound)].getCount();
  }
}
