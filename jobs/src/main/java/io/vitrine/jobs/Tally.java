package io.vitrine.jobs;

import java.util.Map;

/** Counts by name. */
final class Tally {
  private Tally() {}

  /** All of them together. */
  static long total(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
