package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** One catalogue and its warehouse under test, and what must hold whatever befell them. */
final class Backfill {
  private final SparkSession spark;
  private final String pictures;
  private final String warehouse;
  private final Map<String, String> settings = new HashMap<>();

  /**
   * @param pictures a folder of pictures
   * @param warehouse where the tables are to be
   */
  Backfill(SparkSession spark, String pictures, String warehouse, Path model) {
    this.spark = spark;
    this.pictures = pictures;
    this.warehouse = warehouse;
    set(VitrineConf.ENGINE_FACTORY_KEY, StubEngineFactory.class.getName());
    set(VitrineConf.MODEL_KEY, model.toString());
    set(VitrineConf.PREFIX + "pieceSize", "4");
    // the owner of a lease that a test leaves behind is this very process, and so seems alive
    set(VitrineConf.LEASE_TERM_KEY, "1s");
    set(VitrineConf.MAX_FAILED_FRACTION_KEY, "1");
  }

  Backfill set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  RunSummary run() {
    return run(ChunkGate.open(), request());
  }

  RunSummary run(String runKey) {
    return run(ChunkGate.open(), request().runKey(runKey));
  }

  /** Tries so many pictures and leaves the others. */
  RunSummary runSome(long pictures) {
    return run(ChunkGate.open(), request().limit(pictures));
  }

  RunSummary runUnder(ChunkGate gate) {
    return run(gate, request());
  }

  private EnrichRequest.Builder request() {
    return EnrichRequest.builder(pictures, warehouse);
  }

  private RunSummary run(ChunkGate gate, EnrichRequest.Builder request) {
    return new Enrich(spark, VitrineConf.of(settings), Progress.NONE, gate).run(request.build());
  }

  Warehouse warehouse() {
    return Warehouse.existing(spark, warehouse);
  }

  /** What the tables say of each picture, timings aside. */
  Map<String, String> results() {
    Map<String, String> results = new HashMap<>();
    for (Row row :
        warehouse()
            .views()
            .read("v_attributes")
            .select("product_id", "image_sha256", "category", "color", "material", "key_features")
            .collectAsList()) {
      assertThat(results.put(row.getString(0), row.toString())).as("twice %s", row).isNull();
    }

    for (Row row :
        warehouse()
            .views()
            .read("v_copy")
            .select("product_id", "channel", "text")
            .collectAsList()) {
      assertThat(results.put(row.getString(0) + " " + row.getString(1), row.getString(2)))
          .as("twice %s", row)
          .isNull();
    }

    return results;
  }

  /** Pictures whose newest attempt failed, with the code. */
  Map<String, String> failures() {
    Map<String, String> failures = new HashMap<>();
    for (Row row :
        warehouse()
            .views()
            .read("v_metrics")
            .groupBy("product_id")
            .agg(functions.expr("max_by(error_code, at)"))
            .collectAsList()) {
      if (!row.isNullAt(1)) {
        failures.put(row.getString(0), row.getString(1));
      }
    }

    return failures;
  }

  /** Holds the invariants I1 to I6 of a backfill that has come to its end. */
  void assertWhole(Set<String> products, Backfill undisturbed) {
    Map<String, String> results = results();
    Set<String> good = new TreeSet<>(results.keySet());
    good.removeIf(key -> key.contains(" "));
    Set<String> all = new TreeSet<>(good);
    all.addAll(failures().keySet());
    assertThat(all).as("I1: each has a result or a reason").isEqualTo(products);
    good.retainAll(failures().keySet());
    assertThat(good).as("I2: none has both").isEmpty();
    assertThat(results).as("I3: as if nothing had happened").isEqualTo(undisturbed.results());
    assertThat(failures()).as("I3").isEqualTo(undisturbed.failures());
    assertCountsAgree();
    for (WarehouseTable table : warehouse().tables()) {
      assertThat(committed(table)).as("I5: commits of " + table.name()).doesNotHaveDuplicates();
    }
    assertThat(warehouse().runs().read().where("engine_loads > executors").count())
        .as("I6: no executor loads twice in a run")
        .isZero();
    assertThat(warehouse().attributes().read().count())
        .as("nothing is left over in attributes")
        .isEqualTo(warehouse().views().read("v_attributes").count());
  }

  private void assertCountsAgree() {
    assertThat(warehouse().runs().read().where("status = 'running'").count())
        .as("I4: no run is said to go on")
        .isZero();
    Row runs = warehouse().runs().read().selectExpr("sum(ok)", "sum(failed)").head();
    Row metrics =
        warehouse()
            .views()
            .read("v_metrics")
            .selectExpr("count_if(status = 'ok')", "count_if(status = 'failed')")
            .head();
    assertThat(runs.toString()).as("I4: runs say what metrics say").isEqualTo(metrics.toString());
    assertThat(warehouse().chunks().read().selectExpr("sum(ok)", "sum(failed)").head().toString())
        .as("I4: chunks say what metrics say")
        .isEqualTo(metrics.toString());
  }

  private List<String> committed(WarehouseTable table) {
    List<String> chunks = new ArrayList<>();
    for (Row row :
        DeltaTable.forPath(spark, table.location())
            .history()
            .where("userMetadata IS NOT NULL")
            .select("userMetadata")
            .collectAsList()) {
      chunks.add(row.getString(0));
    }

    return chunks;
  }
}
