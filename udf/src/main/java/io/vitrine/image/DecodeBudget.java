package io.vitrine.image;

import java.util.concurrent.Semaphore;

/**
 * The decoded bytes that all threads of an executor may hold at once. Counting bytes and not
 * pictures lets many small pictures through together and huge ones one after the other. Threads are
 * served in the order they came, so that a huge picture is not overtaken forever.
 *
 * <p>Thread-safe. One instance is meant to be shared by every decoder of a process.
 */
public final class DecodeBudget {
  private static final int UNIT = 1 << 10;

  private final int units;
  private final Semaphore free;

  /**
   * @param bytes the budget, at least one KiB
   */
  public DecodeBudget(long bytes) {
    units = (int) Math.max(1, Math.min(bytes / UNIT, Integer.MAX_VALUE));
    free = new Semaphore(units, /* fair= */ true);
  }

  /**
   * Waits until so many bytes are free. More than the whole budget is granted too, but to one
   * thread at a time: what a picture may cost is for {@link ImageLimits} to say.
   */
  Share reserve(long bytes) {
    int wanted = (int) Math.max(1, Math.min((bytes + UNIT - 1) / UNIT, units));
    free.acquireUninterruptibly(wanted); // decoders ahead of us finish by themselves
    return () -> free.release(wanted);
  }

  /** Bytes that nobody holds right now. */
  long freeBytes() {
    return (long) free.availablePermits() * UNIT;
  }

  /** A part of the budget, given back when closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
