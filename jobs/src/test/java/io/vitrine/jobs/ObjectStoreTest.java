package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.delta.storage.CloseableIterator;
import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.ConditionalLogStore;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class ObjectStoreTest {
  private static final String BUCKET = "s3a://" + S3Server.BUCKET;

  @TempDir private static Path dir;
  private static S3Server server;

  private final SparkSession spark;

  ObjectStoreTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(dir);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void objectStorageGivesTheSameTablesAsFiles() {
    server.settings().forEach((key, value) -> spark.conf().set(key, value));
    Path model = StubBundle.write(dir.resolve("model"), "weights");

    enrich(model, BUCKET + "/catalogue", BUCKET + "/tables");
    enrich(model, dir + "/catalogue", dir + "/tables");

    assertThat(rows(BUCKET + "/tables", "attributes")).hasSize(6);
    assertThat(rows(BUCKET + "/tables", "metrics")).hasSize(8);
    for (String table : List.of("attributes", "copy", "metrics")) {
      assertThat(rows(BUCKET + "/tables", table)).as(table).isEqualTo(rows(dir + "/tables", table));
    }
    assertThat(rows(BUCKET + "/tables", "runs")).hasSize(1);
  }

  @Test
  void aVersionOfATableThatIsThereIsNotWrittenOver() throws IOException {
    Configuration hadoop = configuration(Map.of());
    ConditionalLogStore log = new ConditionalLogStore(hadoop);
    org.apache.hadoop.fs.Path version =
        new org.apache.hadoop.fs.Path(BUCKET + "/log/_delta_log/00000000000000000007.json");

    log.write(version, List.of("one").iterator(), /* overwrite= */ false, hadoop);

    assertThatThrownBy(
            () -> log.write(version, List.of("two").iterator(), /* overwrite= */ false, hadoop))
        .isInstanceOf(FileAlreadyExistsException.class);
    try (CloseableIterator<String> lines = log.read(version, hadoop)) {
      assertThat(lines.next()).isEqualTo("one");
    }

    assertThat(spark.sparkContext().getConf().get("spark.delta.logStore.s3a.impl"))
        .isEqualTo(ConditionalLogStore.class.getName());
  }

  @Test
  void aWrongKeyIsToldInTime() {
    assertRefused(Map.of("fs.s3a.secret.key", "wrong"), "access is denied");
  }

  @Test
  void anEndpointWhereNothingListensIsToldInTime() {
    assertRefused(Map.of("fs.s3a.endpoint", "http://127.0.0.1:1"), "nothing answers there");
  }

  @Test
  void anEndpointWithoutAnAddressIsToldInTime() {
    assertRefused(Map.of("fs.s3a.endpoint", "http://no-such-host.invalid"), "host is unknown");
  }

  @Test
  void aBucketThatIsNotThereIsTold() {
    StorageProbe probe = new StorageProbe(configuration(Map.of()));

    assertThatThrownBy(() -> probe.check("s3a://no-such-bucket/x"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("no such bucket");
  }

  /** The limit is the promise itself, not a measure of speed. */
  private static void assertRefused(Map<String, String> wrong, String reason) {
    StorageProbe probe = new StorageProbe(configuration(wrong));

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> probe.check(BUCKET + "/x"))
                .isInstanceOfSatisfying(
                    VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
                .hasMessageContaining(BUCKET + "/x")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n"));
  }

  private void enrich(Path model, String catalogue, String tables) {
    new CatalogueWriter(spark, Progress.NONE)
        .write(new Catalogue(catalogue, /* products= */ 8, /* seed= */ 3, /* faults= */ 0.25));
    VitrineConf conf =
        VitrineConf.of(
            Map.of(
                VitrineConf.ENGINE_FACTORY_KEY,
                StubEngineFactory.class.getName(),
                VitrineConf.MODEL_KEY,
                model.toString()));
    new Enrich(spark, conf, Progress.NONE).run(EnrichRequest.of(catalogue + "/products", tables));
  }

  /** Rows as text, without what differs from run to run or from store to store. */
  private List<String> rows(String tables, String name) {
    Dataset<Row> rows = Warehouse.existing(spark, tables).read(name);
    String[] changing =
        List.of(rows.columns()).stream()
            .filter(
                column ->
                    column.endsWith("_ms")
                        || List.of(
                                "run_id",
                                "trace_id",
                                "enriched_at",
                                "at",
                                "image_version",
                                "error_message",
                                "batch_size",
                                "executor_id")
                            .contains(column))
            .toArray(String[]::new);
    return rows.drop(changing).toJSON().collectAsList().stream().sorted().toList();
  }

  private static Configuration configuration(Map<String, String> other) {
    Configuration hadoop = new Configuration();
    server.settings().forEach(hadoop::set);
    other.forEach(hadoop::set);
    return hadoop;
  }
}
