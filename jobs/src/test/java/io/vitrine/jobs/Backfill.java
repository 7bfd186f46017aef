package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Views;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One catalogue and its warehouse under test, and what must hold whatever befell them. */
final class Backfill {
  private static final Pattern USER_METADATA =
      Pattern.compile("\"userMetadata\":\"((?:[^\"\\\\]|\\\\.)*)\"");

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

  /**
   * A driver that a test let die lives on in this process; from here on its lease is a dead one's.
   */
  void bury() throws IOException {
    Path folder = Path.of(URI.create(warehouse).getPath(), "_lease");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> leases = Files.list(folder)) {
        for (Path lease : leases.toList()) {
          String dead =
              Files.readString(lease)
                  .replaceFirst("\"process_started\":\\d+", "\"process_started\":1");
          Files.writeString(lease, dead);
        }
      }
    }
  }

  Warehouse warehouse() {
    return Warehouse.existing(spark, warehouse);
  }

  /** What the tables say of each picture, timings aside. */
  Map<String, String> results() {
    return results(warehouse().views());
  }

  private static Map<String, String> results(Views tables) {
    Map<String, String> results = new HashMap<>();
    for (Row row :
        tables
            .read("v_attributes")
            .select("product_id", "image_sha256", "category", "color", "material", "key_features")
            .collectAsList()) {
      assertThat(results.put(row.getString(0), row.toString())).as("twice %s", row).isNull();
    }

    for (Row row : tables.read("v_copy").select("product_id", "channel", "text").collectAsList()) {
      assertThat(results.put(row.getString(0) + " " + row.getString(1), row.getString(2)))
          .as("twice %s", row)
          .isNull();
    }

    return results;
  }

  /** Pictures whose newest attempt failed, with the code. */
  Map<String, String> failures() {
    return failures(attempts(warehouse().views()));
  }

  private static List<Row> attempts(Views tables) {
    return tables
        .read("v_metrics")
        .select("product_id", "error_code", "status", "at")
        .collectAsList();
  }

  private static Map<String, String> failures(List<Row> attempts) {
    Map<String, String> failures = new HashMap<>();
    attempts.stream()
        .sorted(Comparator.comparing(row -> row.getTimestamp(3)))
        .forEach(row -> failures.put(row.getString(0), row.getString(1)));
    failures.values().removeIf(Objects::isNull);
    return failures;
  }

  /**
   * Holds the invariants I1 to I6 of a backfill that has come to its end.
   *
   * @param expected as {@link #results()}
   * @param reasons as {@link #failures()}
   */
  void assertWhole(Set<String> products, Map<String, String> expected, Map<String, String> reasons)
      throws IOException {
    Views tables = warehouse().views();
    Map<String, String> results = results(tables);
    List<Row> attempts = attempts(tables);
    Map<String, String> failures = failures(attempts);
    Set<String> good = new TreeSet<>(results.keySet());
    good.removeIf(key -> key.contains(" "));
    assertThat(warehouse().attributes().read().count())
        .as("nothing is left over in attributes")
        .isEqualTo(good.size());
    Set<String> all = new TreeSet<>(good);
    all.addAll(failures.keySet());
    assertThat(all).as("I1: each has a result or a reason").isEqualTo(products);
    good.retainAll(failures.keySet());
    assertThat(good).as("I2: none has both").isEmpty();
    assertThat(results).as("I3: as if nothing had happened").isEqualTo(expected);
    assertThat(failures).as("I3").isEqualTo(reasons);
    assertCountsAgree(attempts);
    for (WarehouseTable table : warehouse().tables()) {
      assertThat(committed(table)).as("I5: commits of " + table.name()).doesNotHaveDuplicates();
    }
  }

  private void assertCountsAgree(List<Row> attempts) {
    List<Row> runs =
        warehouse()
            .runs()
            .read()
            .select("ok", "failed", "status", "engine_loads", "executors")
            .collectAsList();
    assertThat(runs)
        .as("I4: no run is said to go on")
        .noneMatch(r -> r.getString(2).equals("running"));
    assertThat(runs)
        .as("I6: no executor loads twice in a run")
        .noneMatch(r -> r.getInt(3) > r.getInt(4));
    List<Long> counts =
        List.of(
            attempts.stream().filter(row -> row.getString(2).equals("ok")).count(),
            attempts.stream().filter(row -> row.getString(2).equals("failed")).count());
    assertThat(sums(runs)).as("I4: runs say what metrics say").isEqualTo(counts);
    assertThat(sums(warehouse().chunks().read().select("ok", "failed").collectAsList()))
        .as("I4: chunks say what metrics say")
        .isEqualTo(counts);
  }

  /** Of the first two columns. */
  private static List<Long> sums(List<Row> rows) {
    return List.of(
        rows.stream().mapToLong(row -> row.getLong(0)).sum(),
        rows.stream().mapToLong(row -> row.getLong(1)).sum());
  }

  /** What stands in the table's commits, as long as none of them has been cleaned up. */
  private static List<String> committed(WarehouseTable table) throws IOException {
    List<String> chunks = new ArrayList<>();
    Path log = Path.of(URI.create(table.location()).getPath(), "_delta_log");
    try (Stream<Path> commits = Files.list(log)) {
      for (Path commit : commits.filter(file -> file.toString().endsWith(".json")).toList()) {
        Matcher said = USER_METADATA.matcher(Files.readString(commit));
        if (said.find()) {
          chunks.add(said.group(1));
        }
      }
    }

    return chunks;
  }
}
