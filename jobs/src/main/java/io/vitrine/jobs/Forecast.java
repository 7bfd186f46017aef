package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vitrine.report.CostAssumptions;
import io.vitrine.table.Warehouse;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What a run is likely to take, judged by an earlier one.
 *
 * @param pictures that would be run
 * @param failedBefore those of them whose earlier tries failed
 * @param pace how fast the earlier run went; null when no run of this model has told
 * @param seconds of work, about, at that pace; null as above
 * @param cost of as many machines as it had executors, for that time; null as above
 */
record Forecast(
    long pictures,
    long failedBefore,
    @JsonInclude(JsonInclude.Include.NON_NULL) Pace pace,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double seconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) Cost cost) {

  /** How fast a run went. */
  record Pace(String runId, double imagesPerSecond, int executors) {}

  /** An amount in the currency of {@code conf/cost.yaml}. */
  record Cost(String currency, double amount) {}

  /** Judges by the newest run of this model that has run pictures. */
  static Forecast of(
      Warehouse warehouse,
      String model,
      long pictures,
      long failedBefore,
      CostAssumptions assumed) {
    List<Row> newest =
        warehouse
            .runs()
            .read()
            .where(col("model").equalTo(model).and(col("images_per_second").gt(0)))
            .orderBy(col("started_at").desc())
            .limit(1)
            .select("run_id", "images_per_second", "executors")
            .collectAsList();
    if (newest.isEmpty()) {
      return new Forecast(pictures, failedBefore, /* pace= */ null, /* seconds= */ null, null);
    }

    Row run = newest.get(0);
    Pace pace = new Pace(run.getString(0), run.getDouble(1), run.getInt(2));
    double seconds = pictures / pace.imagesPerSecond();
    double perHour = assumed.vitrine().machinePricePerHour() * Math.max(1, pace.executors());
    Cost cost = new Cost(assumed.currency(), seconds / 3600 * perHour);
    return new Forecast(pictures, failedBefore, pace, seconds, cost);
  }
}
