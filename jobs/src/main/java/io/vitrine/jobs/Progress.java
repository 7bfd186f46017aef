package io.vitrine.jobs;

import io.vitrine.error.ErrorCode;
import java.util.Map;

/**
 * Hears how far a run is, for a person watching. The figures are live: they may be a little behind,
 * and a task that Spark repeats is counted again. The figures of record are in the tables.
 */
public interface Progress extends AutoCloseable {

  /** Hears nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void phase(String name) {}

        @Override
        public void update(long done, long total, Map<ErrorCode, Long> failed) {}
      };

  /**
   * A new phase began.
   *
   * @param name what is being done, a few words such as {@code planning}
   */
  void phase(String name);

  /**
   * Pictures went by; called from one thread, at most a few times a second.
   *
   * @param done pictures tried so far, failed ones included
   * @param total pictures to be tried in this run
   * @param failed pictures that failed so far, by code
   */
  void update(long done, long total, Map<ErrorCode, Long> failed);

  /** The run is over, well or not; nothing is called after this. */
  @Override
  default void close() {}
}
