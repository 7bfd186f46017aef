package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import io.vitrine.table.CopyTable;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The results of a run, as they lie in the staging folder, and their way into the tables. */
final class EnrichResults {
  /** Rows of one file of a table, about. */
  private static final long ROWS_PER_FILE = 200_000;

  private final Dataset<Row> staged;
  private final Figures figures;

  /**
   * What the results say about the run.
   *
   * @param errorCodes failures by code
   * @param imagesPerSecond see {@link RunSummary#imagesPerSecond()}
   */
  record Figures(
      long ok,
      long failed,
      Map<String, Long> errorCodes,
      double imagesPerSecond,
      int engineLoads,
      int executors,
      long newAnswers,
      long replacedAnswers) {

    static final Figures NONE = new Figures(0, 0, Map.of(), 0, 0, 0, 0, 0);

    long tried() {
      return ok + failed;
    }
  }

  private EnrichResults(Dataset<Row> staged, Figures figures) {
    this.staged = staged;
    this.figures = figures;
  }

  /** Reads and counts the results. */
  static EnrichResults read(Dataset<Row> staged) {
    return new EnrichResults(staged, figures(staged));
  }

  Figures figures() {
    return figures;
  }

  /** Puts the results into the tables. */
  void commit(Warehouse warehouse, Ask ask, String runId) {
    Dataset<Row> answers =
        staged
            .select(
                col("product_id"),
                col("image_uri"),
                col("image_version"),
                col("image_sha256"),
                col("run_id"),
                col("at").as("enriched_at"),
                lit(ask.model()).as("model"),
                explode(col("answers")).as("answer"))
            .select(col("*"), col("answer.*"))
            .drop("answer");
    put(warehouse.attributes(), answers.where(col("channel").equalTo(CopyTable.DETAIL)));
    put(warehouse.copy(), answers);
    warehouse.metrics().create();
    warehouse.metrics().append(staged.coalesce(files(figures.tried())));
  }

  /** New keys are appended; only those that the table may hold are merged. */
  private void put(WarehouseTable table, Dataset<Row> answers) {
    table.create();
    if (figures.newAnswers() > 0) {
      table.append(answers.where("NOT replaces").coalesce(files(figures.newAnswers())));
    }

    if (figures.replacedAnswers() > 0) {
      table.merge(answers.where("replaces").coalesce(files(figures.replacedAnswers())));
    }
  }

  private static int files(long rows) {
    return (int) Math.max(1, rows / ROWS_PER_FILE);
  }

  private static Figures figures(Dataset<Row> staged) {
    Column replaced = size(filter(col("answers"), a -> a.getField("replaces")));
    long ok = 0;
    Map<String, Long> codes = new TreeMap<>();
    Set<Object> loads = new HashSet<>();
    Set<Object> executors = new HashSet<>();
    Timestamp first = null;
    Timestamp last = null;
    long answers = 0;
    long replacedAnswers = 0;
    for (Row row :
        staged
            .groupBy("error_code")
            .agg(
                count(lit(1)),
                collect_set("engine_load"),
                collect_set("executor_id"),
                min("began"),
                max("at"),
                sum(size(col("answers"))),
                sum(replaced))
            .collectAsList()) {
      if (row.isNullAt(0)) {
        ok = row.getLong(1);
      } else {
        codes.put(row.getString(0), row.getLong(1));
      }

      loads.addAll(row.getList(2));
      executors.addAll(row.getList(3));
      first = first == null || row.getTimestamp(4).before(first) ? row.getTimestamp(4) : first;
      last = last == null || row.getTimestamp(5).after(last) ? row.getTimestamp(5) : last;
      answers += row.getLong(6);
      replacedAnswers += row.getLong(7);
    }

    long failed = codes.values().stream().mapToLong(Long::longValue).sum();
    return new Figures(
        ok,
        failed,
        codes,
        rate(ok + failed, first, last),
        loads.size(),
        executors.size(),
        answers - replacedAnswers,
        replacedAnswers);
  }

  private static double rate(long pictures, Timestamp first, Timestamp last) {
    if (first == null) {
      return 0;
    }

    long nanos = Duration.between(first.toInstant(), last.toInstant()).toNanos();
    return nanos <= 0 ? 0 : pictures * 1e9 / nanos;
  }
}
