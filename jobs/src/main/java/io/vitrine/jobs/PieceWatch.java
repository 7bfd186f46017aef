package io.vitrine.jobs;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Hears from Spark which pieces of which leg are done, while the others still run. A file whose
 * task Spark does not know to be done may be written again.
 */
final class PieceWatch extends SparkListener {
  private static final String GROUP = "spark.jobGroup.id";

  private final Map<Integer, String> groups = new ConcurrentHashMap<>();
  private final Map<String, Set<Integer>> done = new ConcurrentHashMap<>();

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    if (event.properties() != null && event.properties().getProperty(GROUP) != null) {
      groups.put(event.stageInfo().stageId(), event.properties().getProperty(GROUP));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    String group = groups.get(event.stageId());
    // what writes is a job's last stage
    if (group != null && event.taskType().equals("ResultTask") && event.taskInfo().successful()) {
      done.computeIfAbsent(group, g -> ConcurrentHashMap.newKeySet())
          .add(event.taskInfo().partitionId());
    }
  }

  /** Whether Spark has the group's job, so that a later one's pieces come after its own. */
  boolean hasBegun(String group) {
    return groups.containsValue(group);
  }

  /** Whether the piece is done, for good. */
  boolean isDone(String group, int piece) {
    return done.getOrDefault(group, Set.of()).contains(piece);
  }

  /** Whether any piece of this group is done. */
  boolean hasAny(String group) {
    return done.containsKey(group);
  }
}
