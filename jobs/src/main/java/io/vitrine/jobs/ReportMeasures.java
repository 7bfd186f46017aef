package io.vitrine.jobs;

import io.vitrine.report.Measure;
import io.vitrine.report.Query;
import io.vitrine.stats.Estimate;
import io.vitrine.table.QualityTable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * The metrics that a report shows: those that need labels as the newest evaluation found them, the
 * others as they are now, all as {@code evaluate} defines them.
 */
final class ReportMeasures {
  /** Of metrics that need no labels, the query they are counted from. */
  private static final Map<Metric, Query> UNLABELLED =
      Map.of(
          Metric.MAPPED_SHARE, Query.SPELLINGS,
          Metric.COPY_USABILITY, Query.USABILITY,
          Metric.LATENCY_P50_MS, Query.LATENCY,
          Metric.LATENCY_P95_MS, Query.LATENCY,
          Metric.LATENCY_P99_MS, Query.LATENCY,
          Metric.COST_PER_1000, Query.MACHINE_TIME);

  private final Results results;
  private final Yardsticks yardsticks;

  ReportMeasures(Results results, Yardsticks yardsticks) {
    this.results = results;
    this.yardsticks = yardsticks;
  }

  /** Every metric that there is data or a target for, in their order. */
  List<Measure> all() {
    Map<Metric, Estimate> known = new EnumMap<>(Metric.class);
    for (Row row : results.sql(Query.QUALITY.sql()).collectAsList()) {
      Metric.of(row.getString(0))
          .filter(metric -> !UNLABELLED.containsKey(metric))
          .ifPresent(metric -> known.put(metric, estimate(row)));
    }

    for (Score score : new Evaluator(results, yardsticks).unlabelled()) {
      if (score.slice().equals(QualityTable.ALL)) {
        known.put(Metric.of(score.metric()).orElseThrow(), score.estimate());
      }
    }

    return Arrays.stream(Metric.values())
        .map(metric -> measure(metric, Optional.ofNullable(known.get(metric))))
        .filter(m -> m.estimate().isPresent() || m.target().isPresent())
        .filter(m -> m.target().isPresent() || Metric.of(m.key()).orElseThrow().tellsMore(known))
        .toList();
  }

  private static Estimate estimate(Row row) {
    return new Estimate(row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getLong(4));
  }

  private Measure measure(Metric metric, Optional<Estimate> estimate) {
    return new Measure(
        metric.key(),
        metric.chinese(),
        metric.english(),
        unit(metric),
        estimate,
        yardsticks.targets().target(metric),
        UNLABELLED.getOrDefault(metric, Query.QUALITY));
  }

  private static Measure.Unit unit(Metric metric) {
    if (metric.isTime()) {
      return Measure.Unit.MILLISECONDS;
    }

    return metric == Metric.COST_PER_1000 ? Measure.Unit.MONEY : Measure.Unit.SHARE;
  }
}
