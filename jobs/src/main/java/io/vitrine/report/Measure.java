package io.vitrine.report;

import io.vitrine.stats.Estimate;
import io.vitrine.stats.Target;
import java.util.Optional;

/**
 * A metric of the warehouse as a whole.
 *
 * @param key its name in tables
 * @param chinese its name for people
 * @param english likewise
 * @param estimate empty where there is no data for it yet
 * @param target empty where nothing is said about it
 * @param source the query that its figures come from
 */
public record Measure(
    String key,
    String chinese,
    String english,
    Unit unit,
    Optional<Estimate> estimate,
    Optional<Target> target,
    Query source) {

  /** What the values are. */
  public enum Unit {
    SHARE,
    MILLISECONDS,
    MONEY
  }

  /** How it stands; empty without data or target. */
  public Optional<Target.Verdict> verdict() {
    return target.flatMap(to -> estimate.map(to::verdict));
  }

  /** Whether there is a target, and nothing to hold against it. */
  public boolean isOpen() {
    return target.isPresent() && estimate.isEmpty();
  }

  /** A value as people read it. */
  public String text(double value, String currency) {
    return switch (unit) {
      case SHARE -> ReportData.percent(value);
      case MILLISECONDS -> ReportData.number(value) + " ms";
      case MONEY -> currency + ReportData.number(value, value < 1 ? 4 : 2);
    };
  }
}
