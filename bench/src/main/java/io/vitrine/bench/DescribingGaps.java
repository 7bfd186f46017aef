package io.vitrine.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Adds up the time in which no task described pictures, from the first of a run's to its last: what
 * lies between one chunk's inference and the next.
 */
final class DescribingGaps extends SparkListener {
  private static final String POOL = "spark.scheduler.pool";
  private static final String PICTURES = "vitrine-pictures";

  private final Map<Integer, Boolean> stages = new ConcurrentHashMap<>();
  private int running;
  private long first;
  private long last;
  private long idle;

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    boolean pictures =
        event.properties() != null && PICTURES.equals(event.properties().getProperty(POOL));
    stages.put(event.stageInfo().stageId(), pictures);
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart event) {
    if (!stages.getOrDefault(event.stageId(), false)) {
      return;
    }

    long now = event.taskInfo().launchTime();
    if (first == 0) {
      first = now;
    } else if (running == 0) {
      idle += Math.max(0, now - last);
    }

    running++;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    if (stages.getOrDefault(event.stageId(), false)) {
      running--;
      last = Math.max(last, event.taskInfo().finishTime());
    }
  }

  /** Share of the time from the first task's start to the last one's end. */
  synchronized double share() {
    return last <= first ? 0 : (double) idle / (last - first);
  }
}
