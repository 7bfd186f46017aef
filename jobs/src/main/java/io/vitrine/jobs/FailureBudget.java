package io.vitrine.jobs;

import io.vitrine.error.ErrorCode;
import io.vitrine.stats.Proportion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How many pictures may fail, of all and of each class of errors, as a share of those tried.
 *
 * @param share for all failures together
 * @param byClass for a code, such as {@code FETCH_TIMEOUT}, or a stage, such as {@code FETCH}
 */
record FailureBudget(double share, Map<String, Double> byClass) {
  /** Below this many pictures a share says nothing. */
  private static final long COUNTS_FROM = 20;

  /** Of both tails; four standard deviations, and one false alarm in about 30,000 looks. */
  private static final double ERROR_RATE = 6.3e-5;

  /**
   * What is exceeded by the figures of a run that has ended, in words.
   *
   * @param failures by code
   */
  Optional<String> exceeded(long tried, Map<ErrorCode, Long> failures) {
    return judge(tried, failures, (failed, limit) -> failed > limit * tried);
  }

  /**
   * What is sure to be exceeded in the end, in words. Pictures come in an order of chance, so those
   * tried so far are a sample: the lower end of its interval must lie above the limit.
   *
   * @param failures by code
   */
  Optional<String> exceededForSure(long tried, Map<ErrorCode, Long> failures) {
    return judge(
        tried, failures, (failed, limit) -> Proportion.of(failed, tried, ERROR_RATE).low() > limit);
  }

  @FunctionalInterface
  private interface Test {
    boolean exceeds(long failed, double limit);
  }

  private Optional<String> judge(long tried, Map<ErrorCode, Long> failures, Test test) {
    if (tried < COUNTS_FROM) {
      return Optional.empty();
    }

    Map<String, Long> failed = new LinkedHashMap<>();
    failures.forEach(
        (code, count) -> {
          failed.merge(code.name(), count, Long::sum);
          failed.merge(code.stage().name(), count, Long::sum);
        });
    long all = Tally.total(failures);
    if (test.exceeds(all, share)) {
      return Optional.of(text(all, tried, "failed", share));
    }

    return byClass.entrySet().stream()
        .filter(limit -> test.exceeds(failed.getOrDefault(limit.getKey(), 0L), limit.getValue()))
        .findFirst()
        .map(
            limit ->
                text(
                    failed.getOrDefault(limit.getKey(), 0L),
                    tried,
                    "failed with " + limit.getKey(),
                    limit.getValue()));
  }

  private static String text(long failed, long tried, String what, double limit) {
    return String.format(
        Locale.ROOT,
        "%d of %d pictures %s; the limit is a share of %s",
        failed,
        tried,
        what,
        limit);
  }
}
