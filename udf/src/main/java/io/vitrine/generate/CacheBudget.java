package io.vitrine.generate;

import io.vitrine.error.Errors;
import java.util.Locale;

/**
 * How much of the device's memory the key-value caches of an engine may take. They are allocated
 * once, when the engine is opened.
 *
 * @param bytes the budget itself; 0 where it is a share
 * @param share of the memory there is; 0 where the budget is in bytes
 */
public record CacheBudget(long bytes, double share) {
  /** Half of the memory there is. */
  public static final CacheBudget DEFAULT = new CacheBudget(0, 0.5);

  /** More slots than these share a step hardly better, and answers take longer. */
  static final int MOST_SLOTS = 64;

  /**
   * Slots for answers on each engine thread.
   *
   * @param wanted slots; 0 for as many as there is room for, up to {@link #MOST_SLOTS}
   * @param others further slots that each thread needs
   * @param slotBytes bytes of one slot
   * @param memory bytes of the device's memory that are free for this
   * @throws io.vitrine.error.VitrineException when there is not enough room, with the numbers
   */
  int slots(int wanted, int others, int threads, long slotBytes, long memory) {
    long budget = bytes > 0 ? bytes : (long) (share * memory);
    long room = budget / slotBytes / threads - others;
    if (room < Math.max(1, wanted)) {
      throw Errors.invalid(
          "The cache does not fit its budget",
          String.format(
              Locale.ROOT,
              "%s at %.2f MB each, on %s, take %.1f MB; the budget is %.1f MB",
              count(Math.max(1, wanted), "slot") + " and " + others + " for prompts",
              slotBytes / 1e6,
              count(threads, "thread"),
              (Math.max(1, wanted) + (double) others) * threads * slotBytes / 1e6,
              budget / 1e6),
          room < 1
              ? "Raise the budget (spark.vitrine.engine.cacheBudget), or export the bundle with a"
                  + " shorter cache"
              : "Ask for "
                  + room
                  + " slots or fewer (spark.vitrine.engine.slots), or raise the budget"
                  + " (spark.vitrine.engine.cacheBudget)");
    }

    return wanted > 0 ? wanted : (int) Math.min(MOST_SLOTS, room);
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
