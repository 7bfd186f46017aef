package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What results say about the work that made them.
 *
 * @param ok pictures that the model described well
 * @param reused pictures that took the answers about the same bytes
 * @param errorCodes failures by code
 * @param loads names of the model's loads that this work caused
 * @param executors ids of the executors that worked
 * @param first when the first picture began
 * @param last when the last one was done
 * @param replaced answers that replace older ones
 */
record Figures(
    long ok,
    long reused,
    Map<String, Long> errorCodes,
    Set<String> loads,
    Set<String> executors,
    Optional<Instant> first,
    Optional<Instant> last,
    long replaced) {

  static final Figures NONE =
      new Figures(0, 0, Map.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), 0);

  /** Counts results, as {@link io.vitrine.spark.PictureRows#RESULTS}. */
  static Figures of(Dataset<Row> results) {
    Column replaced = size(filter(col("answers"), a -> a.getField("replaces")));
    return results
        .groupBy("error_code", "status")
        .agg(
            count(lit(1)),
            collect_set("engine_load"),
            collect_set("executor_id"),
            min("began"),
            max("at"),
            sum(replaced))
        .collectAsList()
        .stream()
        .map(Figures::of)
        .reduce(NONE, Figures::plus);
  }

  private static Figures of(Row row) {
    long pictures = row.getLong(2);
    return new Figures(
        row.getString(1).equals("ok") ? pictures : 0,
        row.getString(1).equals("reused") ? pictures : 0,
        row.isNullAt(0) ? Map.of() : Map.of(row.getString(0), pictures),
        new HashSet<>(row.<String>getList(3)),
        new HashSet<>(row.<String>getList(4)),
        Optional.of(row.getTimestamp(5).toInstant()),
        Optional.of(row.getTimestamp(6).toInstant()),
        row.getLong(7));
  }

  /** The figures of both. */
  Figures plus(Figures other) {
    Map<String, Long> codes = new TreeMap<>(errorCodes);
    other.errorCodes.forEach((code, pictures) -> codes.merge(code, pictures, Long::sum));
    return new Figures(
        ok + other.ok,
        reused + other.reused,
        codes,
        union(loads, other.loads),
        union(executors, other.executors),
        first.filter(f -> other.first.map(f::isBefore).orElse(true)).or(() -> other.first),
        last.filter(l -> other.last.map(l::isAfter).orElse(true)).or(() -> other.last),
        replaced + other.replaced);
  }

  long failed() {
    return Tally.total(errorCodes);
  }

  /** Those of which something came, good or bad. */
  long tried() {
    return ok + reused + failed();
  }

  RunSummary.Outcome outcome() {
    return new RunSummary.Outcome(ok, reused, failed());
  }

  /** See {@link RunSummary#imagesPerSecond()}. */
  double imagesPerSecond() {
    if (first.isEmpty() || last.isEmpty()) {
      return 0;
    }

    long nanos = Duration.between(first.get(), last.get()).toNanos();
    return nanos <= 0 ? 0 : (ok + failed()) * 1e9 / nanos;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
