package io.vitrine.bench;

import io.vitrine.error.ErrorCode;
import io.vitrine.jobs.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes the time of a run's phases, by the thread that runs the job. */
final class Phases implements Progress {
  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private final long began = System.nanoTime();
  private final ResidentMemory memory = new ResidentMemory();
  private String current = "planning";
  private long since = began;

  @Override
  public void phase(String name) {
    stop();
    current = name;
  }

  @Override
  public void update(long done, long total, Map<ErrorCode, Long> failed) {
    memory.see(done, total);
  }

  /** How the process's memory went. */
  ResidentMemory memory() {
    return memory;
  }

  /**
   * The run is over.
   *
   * @return seconds of each phase, in their order, and of them all as {@code whole}
   */
  Map<String, Double> end() {
    stop();
    Map<String, Double> seconds = new LinkedHashMap<>();
    nanos.forEach((phase, spent) -> seconds.put(phase, spent / 1e9));
    seconds.put("whole", (since - began) / 1e9);
    return seconds;
  }

  private void stop() {
    long now = System.nanoTime();
    nanos.merge(current, now - since, Long::sum);
    since = now;
  }
}
