package io.vitrine.jobs;

import io.vitrine.error.ErrorCode;
import io.vitrine.generate.DaemonThreads;
import io.vitrine.spark.FailureCounts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Counts the pictures that went by, those of tasks that still run too, and tells a {@link Progress}
 * of them a few times a second. Spark merges a task's counts when the task is done; until then
 * executors send them with their heartbeats.
 */
final class LiveProgress extends SparkListener implements AutoCloseable {
  private static final long EVERY_MS = 250;

  private final SparkContext context;
  private final LongAccumulator done;
  private final FailureCounts failures = new FailureCounts();
  private final Map<Long, Partial> running = new ConcurrentHashMap<>();

  /** Of a task that has ended a heartbeat may still be on its way. */
  private final Set<Long> ended = ConcurrentHashMap.newKeySet();

  private final Progress progress;
  private final long total;
  private final ScheduledExecutorService clock;

  /** What a task that still runs has done. */
  private record Partial(long done, Map<ErrorCode, Long> failures) {}

  /**
   * Counts nothing yet; {@link #start} makes one that hears of tasks.
   *
   * @param total pictures that are to go by
   */
  LiveProgress(SparkContext context, Progress progress, long total) {
    this.context = context;
    this.done = context.longAccumulator("pictures done");
    context.register(failures, "pictures failed");
    this.progress = progress;
    this.total = total;
    this.clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("vitrine-progress"));
  }

  /**
   * Begins to tell.
   *
   * @param phase what is being done
   * @param total pictures that are to go by
   */
  static LiveProgress start(SparkContext context, Progress progress, String phase, long total) {
    LiveProgress live = new LiveProgress(context, progress, total);
    context.addSparkListener(live);
    progress.phase(phase);
    var unused = live.clock.scheduleAtFixedRate(live::tell, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    return live;
  }

  /** Where tasks count pictures. */
  LongAccumulator done() {
    return done;
  }

  /** Where tasks count failures. */
  FailureCounts failures() {
    return failures;
  }

  /** Pictures that went by so far. */
  long pictures() {
    long ofRunning = running.values().stream().mapToLong(Partial::done).sum();
    return Math.min(total, done.value() + ofRunning);
  }

  /** Failures so far, by code. */
  Map<ErrorCode, Long> failed() {
    Map<ErrorCode, Long> all = new TreeMap<>(failures.value());
    for (Partial task : running.values()) {
      task.failures().forEach((code, count) -> all.merge(code, count, Long::sum));
    }

    return all;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate beat) {
    for (var task : CollectionConverters.asJava(beat.accumUpdates())) {
      long pictures = 0;
      Map<ErrorCode, Long> faults = new TreeMap<>();
      for (AccumulableInfo count : CollectionConverters.asJava(task._4())) {
        if (count.update().isEmpty()) {
          continue;
        }

        Object value = count.update().get();
        if (count.id() == done.id() && value instanceof Long so) {
          pictures = so;
        } else if (count.id() == failures.id() && value instanceof Map<?, ?> so) {
          so.forEach((code, times) -> faults.put((ErrorCode) code, (Long) times));
        }
      }

      if (pictures > 0 && !ended.contains((Long) task._1())) {
        running.put((Long) task._1(), new Partial(pictures, faults));
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    ended.add(task.taskInfo().taskId());
    running.remove(task.taskInfo().taskId());
  }

  private void tell() {
    progress.update(pictures(), total, failed());
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
    running.clear();
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
