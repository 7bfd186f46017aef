package io.vitrine.jobs;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something a few times a second, and once more at the end, in a thread of its own. */
final class Ticker implements AutoCloseable {
  private static final long PERIOD_MS = 250;

  private final Runnable action;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "ticker");
            daemon.setDaemon(true);
            return daemon;
          });

  Ticker(Runnable action) {
    this.action = action;
    thread.scheduleAtFixedRate(action, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(1, TimeUnit.SECONDS)) {
        action.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
