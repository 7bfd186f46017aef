package io.vitrine.generate;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at sessions from time to time, and tells when a call of one does not come back. */
final class Watchdog implements AutoCloseable {
  private static final int LOOKS = 8;

  private final Duration limit;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("vitrine-watchdog"));

  /**
   * @param limit longest time that a call may take
   */
  Watchdog(Duration limit) {
    this.limit = limit;
  }

  /**
   * Begins to watch a session.
   *
   * @param hung told, on the watchdog's thread, again and again for as long as the call lasts
   */
  void watch(TimedSession session, Runnable hung) {
    long pause = Math.max(1, limit.toMillis() / LOOKS);
    looks.scheduleWithFixedDelay(
        () -> {
          if (session.hasTakenLongerThan(limit)) {
            hung.run();
          }
        },
        pause,
        pause,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
