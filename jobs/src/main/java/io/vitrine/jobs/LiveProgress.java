package io.vitrine.jobs;

import io.vitrine.spark.FailureCounts;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Tells a {@link Progress} a few times a second how far the tasks have come. */
final class LiveProgress implements AutoCloseable {
  private static final long EVERY_MS = 250;

  private final LongAccumulator done;
  private final FailureCounts failures = new FailureCounts();
  private final Progress progress;
  private final long total;
  private final ScheduledExecutorService clock;

  private LiveProgress(SparkContext context, Progress progress, long total) {
    this.done = context.longAccumulator("pictures done");
    context.register(failures, "pictures failed");
    this.progress = progress;
    this.total = total;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            BasicThreadFactory.builder().namingPattern("vitrine-progress").daemon(true).build());
  }

  /**
   * Begins to tell.
   *
   * @param phase what is being done
   * @param total pictures that are to go by
   */
  static LiveProgress start(SparkContext context, Progress progress, String phase, long total) {
    LiveProgress live = new LiveProgress(context, progress, total);
    progress.phase(phase);
    var unused = live.clock.scheduleAtFixedRate(live::tell, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    return live;
  }

  LongAccumulator done() {
    return done;
  }

  FailureCounts failures() {
    return failures;
  }

  private void tell() {
    progress.update(Math.min(done.value(), total), total, Tally.total(failures.value()));
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      if (clock.awaitTermination(1, TimeUnit.SECONDS)) {
        tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
