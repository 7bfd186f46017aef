package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.generate.StubEngineFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What befalls backfills, and what must hold nevertheless. {@code -Dvitrine.deaths=N
 * -Dvitrine.seed=S} lets the driver die at more calls that chance chooses.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultSuiteTest {
  private static final int PICTURES = 24;

  private final SparkSession spark;
  private final AtomicInteger warehouses = new AtomicInteger();
  @TempDir private static Path dir;
  private Path pictures;
  private Path model;
  private Set<String> products;
  private Backfill undisturbed;
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
    products = new TreeSet<>(Set.of("bad"));
    for (int i = 0; i < PICTURES - 1; i++) {
      products.add("p" + i);
    }

    undisturbed =
        new Backfill(spark, pictures.toString(), dir.resolve("undisturbed").toString(), model);
    undisturbed.run();
  }

  @BeforeEach
  void beginAnew() {
    tables = dir.resolve("tables" + warehouses.incrementAndGet());
    backfill =
        new Backfill(
            spark, StubFaultFileSystem.uri(pictures), StubFaultFileSystem.uri(tables), model);
  }

  @AfterEach
  void mendTheFileSystem() {
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
  }

  /** R2: killed with results staged and nothing committed. */
  @Test
  void resultsThatAreStagedAreCommittedAndNotMadeAgain() {
    diesAt("attributes", 1);
    int before = StubEngineFactory.submissions();

    backfill.run();

    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
    backfill.assertWhole(products, undisturbed);
  }

  /** R2: killed between the commits of two tables, and before the chunk's own row. */
  @Test
  void aChunkThatIsInSomeTablesIsSeenInNoneUntilItIsInAll() {
    diesAt("chunks", 1);
    int before = StubEngineFactory.submissions();
    assertThat(backfill.warehouse().attributes().read().count()).isEqualTo(PICTURES - 1);
    assertThat(backfill.results()).isEmpty();

    backfill.run();

    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
    assertThat(backfill.warehouse().chunks().read().selectExpr("sum(skipped_writes)").head())
        .as("writes that were there already are told")
        .hasToString("[4]");
    backfill.assertWhole(products, undisturbed);
  }

  /** R2: killed when all was committed, before the run was recorded. */
  @Test
  void aRunThatWasNotRecordedIsRecordedByTheNextOne() {
    diesAt("runs", 1);

    backfill.run("nightly");

    assertThat(
            backfill.warehouse().runs().read().orderBy("started_at").collectAsList().stream()
                .map(row -> row.<String>getAs("status")))
        .containsExactly("interrupted", "ok");
    backfill.assertWhole(products, undisturbed);
  }

  /** R3. */
  @Test
  void aCommitWhoseAnswerWasLostIsNotMadeTwice() {
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
    backfill.assertWhole(products, undisturbed);
  }

  /** R14. */
  @Test
  void aDiskThatIsFullEndsTheRunAndTheNextOneGoesOn() {
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
    backfill.assertWhole(products, undisturbed);
  }

  /** R2, wherever it is: the driver is dead from a call on that chance chooses. */
  @Test
  void wheneverTheDriverDiesTheNextOnesComeToTheSameEnd() {
    long seed = Long.getLong("vitrine.seed", 20261123);
    int deaths = Integer.getInteger("vitrine.deaths", 1);
    System.out.println("vitrine.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < deaths; i++) {
      beginAnew();
      int call = 1 + random.nextInt(260);
      dies(new AtomicInteger(call), (c, path) -> true);
      try {
        backfill.run();
      } catch (RuntimeException e) {
        assertThat(e).as("call " + call).isNotNull();
      }

      StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
      backfill.run();
      backfill.assertWhole(products, undisturbed);
    }
  }

  /** Runs until this version of a table is to be written, from where on nothing works any more. */
  private void diesAt(String table, int version) {
    String file = String.format("%020d.json", version);
    dies(
        new AtomicInteger(1),
        (call, path) ->
            call.equals("create")
                && path.contains("/" + table + "/_delta_log/")
                && path.contains(file));
    assertThatThrownBy(backfill::run).isNotNull();
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
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
