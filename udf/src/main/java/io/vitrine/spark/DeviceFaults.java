package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * Counts, on the driver, the executors that ended because their device was lost to them. Spark
 * replaces each; where they all end so, another one does not help. Thread-safe.
 */
public final class DeviceFaults extends SparkListener {
  /** What an executor ends with when its device is lost. */
  public static final int EXIT_CODE = 90;

  /**
   * The codes of a process that ended itself so, or was ended by a crash inside native code, in the
   * words of Spark's own clusters, of Kubernetes and of YARN.
   */
  private static final Pattern LOST =
      Pattern.compile(
          "(?i)exit(?:ed)?(?: with)?(?: exit)? (?:code|status):? (?:" + EXIT_CODE + "|134|139)\\b");

  private final int most;
  private final List<String> reasons = new ArrayList<>();

  /**
   * @param most executors after whose loss a run is given up
   */
  public DeviceFaults(int most) {
    this.most = most;
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (LOST.matcher(removed.reason()).find()) {
      count("executor " + removed.executorId() + ": " + removed.reason().strip());
    }
  }

  private synchronized void count(String reason) {
    reasons.add(reason);
  }

  /** The error of a run that must be given up; empty while it may go on. */
  public synchronized Optional<VitrineException> tooMany() {
    if (reasons.size() < most) {
      return Optional.empty();
    }

    return Optional.of(
        Errors.failed(
            reasons.size() + " executors ended because their devices failed",
            "the last one was " + reasons.get(reasons.size() - 1),
            "See the executors' logs and check the devices; a new run goes on from here",
            /* cause= */ null));
  }
}
