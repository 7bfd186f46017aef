package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vitrine.error.VitrineException;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.generate.StubScriptedEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.ChunkId;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import io.vitrine.table.WriteOutcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What befalls backfills, and what must hold nevertheless; docs/faults.md lists it all. */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultSuiteTest {
  private static final int PICTURES = 24;

  @RegisterExtension static final CapturedLog log = new CapturedLog();
  private final SparkSession spark;
  private final AtomicInteger warehouses = new AtomicInteger();
  @TempDir private static Path dir;
  private Path pictures;
  private Path model;
  private Set<String> products;
  private Map<String, String> results;
  private Map<String, String> failures;
  private Path tables;
  private Backfill backfill;

  FaultSuiteTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void runUndisturbed() throws IOException {
    pictures = TestPictures.folder(dir.resolve("pictures"), PICTURES - 1);
    Files.writeString(pictures.resolve("bad.jpg"), "this is no picture at all");
    model = StubBundle.write(dir.resolve("model"), "1");
    products = TestPictures.products(PICTURES - 1);
    products.add("bad");
    Backfill undisturbed =
        new Backfill(spark, pictures.toString(), dir.resolve("undisturbed").toString(), model);
    undisturbed.run();
    results = undisturbed.results();
    failures = undisturbed.failures();
  }

  @BeforeEach
  void beginAnew() {
    tables = dir.resolve("tables" + warehouses.incrementAndGet());
    backfill =
        new Backfill(
            spark, StubFaultFileSystem.uri(pictures), StubFaultFileSystem.uri(tables), model);
  }

  @AfterEach
  void mendTheFileSystemAndLookThroughTheLog() {
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
    StubScriptedEngineFactory.script(() -> StubScriptedEngineFactory.Then.ANSWER);
    log.assertPrivate(results.values());
  }

  /** R2: killed with results staged and nothing committed. */
  @Test
  void resultsThatAreStagedAreCommittedAndNotMadeAgain() throws IOException {
    diesAt("attributes", 1);
    int before = StubEngineFactory.submissions();

    backfill.run();

    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
    backfill.assertWhole(products, results, failures);
  }

  /** R2: killed between the commits of two tables, and before the chunk's own row. */
  @Test
  void aChunkThatIsInSomeTablesIsSeenInNoneUntilItIsInAll() throws IOException {
    diesAt("chunks", 1);
    int before = StubEngineFactory.submissions();
    assertThat(backfill.warehouse().attributes().read().count()).isEqualTo(PICTURES - 1);
    assertThat(backfill.results()).isEmpty();

    backfill.run();

    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
    assertThat(backfill.warehouse().chunks().read().selectExpr("sum(skipped_writes)").head())
        .as("writes that were there already are told")
        .hasToString("[4]");
    backfill.assertWhole(products, results, failures);
  }

  /** R2: killed when all was committed, before the run was recorded. */
  @Test
  void aRunThatWasNotRecordedIsRecordedByTheNextOne() throws IOException {
    diesAt("runs", 1);

    backfill.run("nightly");

    assertThat(
            backfill.warehouse().runs().read().orderBy("started_at").collectAsList().stream()
                .map(row -> row.<String>getAs("status")))
        .containsExactly("interrupted", "ok");
    backfill.assertWhole(products, results, failures);
  }

  /** R3. */
  @Test
  void aCommitWhoseAnswerWasLostIsNotMadeTwice() throws IOException {
    AtomicInteger lost = new AtomicInteger();
    StubFaultFileSystem.script(
        (call, path) ->
            call.equals("rename")
                    && path.contains("/attributes/_delta_log/00000000000000000001.json")
                    && lost.getAndIncrement() == 0
                ? StubFaultFileSystem.Then.LOSE_ANSWER
                : StubFaultFileSystem.Then.GO_ON);

    backfill.run();

    assertThat(lost).hasValueGreaterThan(0);
    assertThat(backfill.warehouse().runs().read().head().<Long>getAs("skipped_writes"))
        .as("a write that was there already is told")
        .isEqualTo(1);
    backfill.assertWhole(products, results, failures);
  }

  /** R11. */
  @Test
  void aSecondDriverIsRefusedAndDoesNotDisturbTheFirst() throws IOException {
    backfill.set(VitrineConf.LEASE_TERM_KEY, "2s");
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    once(
        "create",
        "/attributes/_delta_log/00000000000000000001.json",
        () -> refusal.set(catchThrowable(() -> backfill.run("again"))));

    assertThat(backfill.run("nightly").status()).isEqualTo("ok");

    assertThat(refusal.get())
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("with the key 'nightly' holds it since");
    backfill.assertWhole(products, results, failures);
  }

  /** R12: files are joined and removed while a chunk is being committed. */
  @Test
  void maintenanceGoesOnBesideABackfill() throws IOException {
    // one commit a run, however slow the machine is
    backfill.set(VitrineConf.COMMIT_INTERVAL_KEY, "1h");
    backfill.runSome(8);
    backfill.runSome(8);
    WarehouseTable attributes = backfill.warehouse().attributes();
    assertThat(attributes.files()).isEqualTo(2);
    once(
        "create",
        "/copy/_delta_log/00000000000000000003.json",
        () -> {
          attributes.maintain(168);
          backfill.warehouse().metrics().maintain(168);
        });

    backfill.run();

    assertThat(attributes.files()).isLessThanOrEqualTo(2);
    backfill.assertWhole(products, results, failures);
  }

  /** R12: another job's commit makes ours fail once. */
  @Test
  void aWriteThatAnotherJobFoiledIsMadeAgain() throws IOException {
    AtomicInteger foiled = new AtomicInteger();
    StubFaultFileSystem.script(
        (call, path) -> {
          if (call.equals("create")
              && path.contains(tables + "/metrics/_delta_log/")
              && path.contains("00000000000000000001.json")
              && foiled.getAndIncrement() == 0) {
            throw new ConcurrentModificationException("somebody joined files");
          }

          return StubFaultFileSystem.Then.GO_ON;
        });

    assertThat(backfill.run().status()).isEqualTo("ok");

    assertThat(foiled).hasValueGreaterThan(1);
    backfill.assertWhole(products, results, failures);
  }

  /** R13: a third of all reads of pictures is throttled. */
  @Test
  void aBusyStoreCostsTriesAndWhatItRefusesIsDoneByTheNextRun() throws IOException {
    long seed = Long.getLong("vitrine.seed", 20261123);
    System.out.println("vitrine.seed=" + seed);
    Random chance = new Random(seed);
    backfill.set("spark.vitrine.backoff", "1ms");
    StubFaultFileSystem.script(
        (call, path) -> {
          boolean busy;
          synchronized (chance) {
            busy = chance.nextInt(3) == 0;
          }

          if (busy && call.equals("open") && path.endsWith(".jpg")) {
            throw new IOException("503 Slow Down");
          }

          return StubFaultFileSystem.Then.GO_ON;
        });
    backfill.run();
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
    assertThat(backfill.warehouse().metrics().read().selectExpr("max(attempts)").head().getInt(0))
        .isGreaterThan(1);

    backfill.run();

    backfill.assertWhole(products, results, failures);
  }

  @Test
  void howFarARunIsStandsInRunsWhileItGoes() throws IOException {
    backfill.set(VitrineConf.COMMIT_INTERVAL_KEY, "3ms");
    CountDownLatch noted = new CountDownLatch(1);
    AtomicInteger parts = new AtomicInteger();
    StubFaultFileSystem.script(
        (call, path) -> {
          if (call.equals("rename")
              && path.endsWith("/runs/_delta_log/00000000000000000001.json")) {
            noted.countDown();
          }

          // one of the pieces ends only when the run is in the table
          if (call.equals("create")
              && path.contains("/_staging/")
              && path.contains("part-")
              && parts.getAndIncrement() == 0) {
            await(noted);
          }

          return StubFaultFileSystem.Then.GO_ON;
        });

    backfill.run("nightly");

    assertThat(parts).hasValueGreaterThan(0);
    List<Row> rows =
        spark
            .read()
            .format("delta")
            .option("versionAsOf", 1)
            .load(backfill.warehouse().runs().location())
            .select("status", "run_key", "ok", "untried")
            .collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getString(0)).isEqualTo("running");
    assertThat(rows.get(0).getLong(2) + rows.get(0).getLong(3)).isGreaterThan(0);
    backfill.assertWhole(products, results, failures);
  }

  /** R14. */
  @Test
  void aDiskThatIsFullEndsTheRunAndTheNextOneGoesOn() throws IOException {
    AtomicInteger written = new AtomicInteger();
    StubFaultFileSystem.script(
        (call, path) -> {
          if (call.equals("create")
              && path.contains("/_staging/")
              && path.contains("part-")
              && written.incrementAndGet() > 3) {
            throw new IOException("No space left on device");
          }

          return StubFaultFileSystem.Then.GO_ON;
        });
    assertThatThrownBy(backfill::run).hasMessageContaining("No space left on device");
    int before = StubEngineFactory.submissions();
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);

    backfill.run();

    assertThat(StubEngineFactory.submissions() - before).isLessThan(PICTURES - 1);
    backfill.assertWhole(products, results, failures);
  }

  /** R19: one that takes as long as all the others together. */
  @Test
  void aPictureThatTakesLongHoldsUpNoOther() throws IOException {
    CountDownLatch others = new CountDownLatch(PICTURES - 2);
    backfill.set(VitrineConf.ENGINE_FACTORY_KEY, StubScriptedEngineFactory.class.getName());
    StubScriptedEngineFactory.script(
        () -> {
          others.countDown();
          return StubScriptedEngineFactory.Then.ANSWER;
        });
    StubFaultFileSystem.script(
        (call, path) -> {
          if (call.equals("open") && path.endsWith("/p0.jpg")) {
            await(others);
          }

          return StubFaultFileSystem.Then.GO_ON;
        });

    backfill.run();

    backfill.assertWhole(products, results, failures);
  }

  /** R2: killed between the first file of a table and its first version. */
  @Test
  void aTableWhoseCreationWasCutShortIsMadeByTheNextRun() throws IOException {
    WarehouseTable copy = Warehouse.open(spark, tables.toString()).copy();
    Files.createDirectories(tables.resolve("copy/_delta_log"));

    copy.create();

    assertThat(copy.exists()).isTrue();
    assertThat(copy.read().count()).isZero();
  }

  /** R18. */
  @Test
  void aNumberThatTheTableHasPassedIsRefusedAndOneThatItHasIsTold() {
    WarehouseTable copy = Warehouse.open(spark, tables.toString()).copy();
    copy.create();
    Dataset<Row> none = spark.createDataFrame(List.<Row>of(), copy.schema());

    assertThat(copy.append(none, new ChunkId(5, "r", Optional.empty())))
        .isEqualTo(WriteOutcome.WRITTEN);
    assertThat(copy.append(none, new ChunkId(5, "r", Optional.empty())))
        .isEqualTo(WriteOutcome.ALREADY_THERE);
    assertThatThrownBy(() -> copy.append(none, new ChunkId(4, "r", Optional.empty())))
        .hasMessageContaining("the table holds the later chunk 5");
  }

  /** Runs until this version of a table is to be written, from where on nothing works any more. */
  private void diesAt(String table, int version) throws IOException {
    String file = String.format("%020d.json", version);
    dies(
        new AtomicInteger(1),
        (call, path) ->
            call.equals("create")
                && path.contains("/" + table + "/_delta_log/")
                && path.contains(file));
    assertThatThrownBy(backfill::run).isNotNull();
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
    backfill.bury();
  }

  /** Does something at the first call of this kind, before it. */
  private void once(String kind, String place, Runnable what) {
    AtomicBoolean done = new AtomicBoolean();
    StubFaultFileSystem.script(
        (call, path) -> {
          if (call.equals(kind)
              && path.startsWith(tables.toString())
              && path.contains(place.substring(0, place.lastIndexOf('/')))
              && path.contains(place.substring(place.lastIndexOf('/') + 1))
              && done.compareAndSet(false, true)) {
            what.run();
          }

          return StubFaultFileSystem.Then.GO_ON;
        });
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("ended");
    }
  }

  private void dies(AtomicInteger calls, BiPredicate<String, String> counts) {
    String mine = tables.toString();
    StubFaultFileSystem.script(
        (call, path) -> {
          boolean ours = path.startsWith(mine);
          if (ours
              && (calls.get() <= 0 || (counts.test(call, path) && calls.decrementAndGet() <= 0))) {
            throw new IOException("The driver is dead");
          }

          return StubFaultFileSystem.Then.GO_ON;
        });
  }
}
