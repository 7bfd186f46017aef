package io.vitrine.jobs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that the process is to end (SIGTERM, SIGINT), and holds it back until the run has put its
 * results away, for as long as schedulers commonly wait.
 */
final class StopSignal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final long MOST_SECONDS = 27;

  /** Before Spark's own hook, which ends the session. */
  private static final int PRIORITY = 100;

  private final Runnable hook = this::holdBack;
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);

  private StopSignal() {}

  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    ShutdownHookManager.get()
        .addShutdownHook(signal.hook, PRIORITY, MOST_SECONDS + 2, TimeUnit.SECONDS);
    return signal;
  }

  /** Whether the process is to end. */
  boolean isRequested() {
    return asked.getCount() == 0;
  }

  /** Waits until the process is to end, or this thread is interrupted. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void holdBack() {
    asked.countDown();
    try {
      if (!over.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The run has not ended in time; the next one commits what it has staged");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run is over. */
  @Override
  public void close() {
    over.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
