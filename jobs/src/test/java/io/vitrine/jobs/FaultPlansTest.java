package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vitrine.error.ErrorCode;
import io.vitrine.generate.StubScriptedEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each seed makes up a catalogue, what has changed in it since the last run, and what goes wrong
 * with the next one; the run after that must leave everything whole. {@code -Dvitrine.plans=N} says
 * how many, {@code -Dvitrine.seed=S} where the seeds begin: the same seed makes the same plan.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultPlansTest {
  /** Pictures that products may have; the last one is none. */
  private static final int POOL = 10;

  /** Products by their picture. */
  private static final Map<String, Integer> BEGINNING =
      Map.of("a", 0, "b", 1, "c", 2, "d", POOL - 1);

  private static final List<String> PLACES =
      List.of(
          "/pictures/",
          "/_staging/",
          "/_lease/",
          "/attributes/",
          "/copy/",
          "/metrics/",
          "/chunks/",
          "/runs/",
          "/tables/");

  @RegisterExtension static final CapturedLog log = new CapturedLog();
  private final SparkSession spark;
  @TempDir private static Path dir;
  private final List<byte[]> pool = new ArrayList<>();
  private Path filled;
  private Path model;
  private Path laterModel;
  private Map<String, String> results;
  private Map<String, String> failures;

  FaultPlansTest(SparkSession spark) {
    this.spark = CommitSession.beside(spark);
  }

  /** What goes wrong with calls of one kind below one folder. */
  private record Fault(String call, String place, int first, int times, String how) {
    boolean hits(int nth) {
      return nth >= first && nth - first < times;
    }
  }

  /** Of every picture of the pool, and of the products that the plans begin with. */
  @BeforeAll
  void fill() throws IOException {
    Path pictures = TestPictures.folder(dir.resolve("all/pictures"), POOL);
    Files.writeString(pictures.resolve("p" + (POOL - 1) + ".jpg"), "this is no picture at all");
    for (int i = 0; i < POOL; i++) {
      pool.add(Files.readAllBytes(pictures.resolve("p" + i + ".jpg")));
    }

    model = StubBundle.write(dir.resolve("model"), "1");
    laterModel = StubBundle.write(dir.resolve("later-model"), "2");
    Backfill all = backfill(pictures.toString(), dir.resolve("all/tables").toString());
    all.run();
    results = all.results();
    failures = all.failures();

    filled = dir.resolve("filled");
    write(filled.resolve("pictures"), BEGINNING);
    backfill(uri(filled, "pictures"), uri(filled, "tables")).run();
  }

  @AfterEach
  void mend() {
    StubFaultFileSystem.script(StubFaultFileSystem.Script.NONE);
    StubScriptedEngineFactory.script(() -> StubScriptedEngineFactory.Then.ANSWER);
  }

  @Test
  void whateverGoesWrongEveryPictureHasOneResultOrOneReasonInTheEnd() {
    long begin = Long.getLong("vitrine.seed", 20261123);
    int plans = Integer.getInteger("vitrine.plans", 20);
    System.out.println("vitrine.seed=" + begin + " vitrine.plans=" + plans);
    for (long seed = begin; seed < begin + plans; seed++) {
      long mine = seed;
      try {
        // I7: a run that never ends is as bad as a wrong one
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> runPlan(mine));
      } catch (AssertionError e) {
        throw new AssertionError("The plan of seed " + seed + ": " + e.getMessage(), e);
      } finally {
        mend();
      }
    }
  }

  private void runPlan(long seed) throws Exception {
    Random random = new Random(seed);
    Path place = dir.resolve("plan-" + seed);
    Map<String, Integer> catalogue = new TreeMap<>();
    if (random.nextInt(3) > 0) {
      FileUtils.copyDirectory(filled.toFile(), place.toFile());
      catalogue.putAll(BEGINNING);
    }

    Map<String, Integer> changes = changes(random);
    catalogue.putAll(changes);
    write(place.resolve("pictures"), changes);
    Backfill backfill = backfill(uri(place, "pictures"), uri(place, "tables"));
    if (random.nextInt(4) == 0) {
      backfill.set(VitrineConf.MODEL_KEY, laterModel.toString());
    }

    List<Fault> faults = faults(random);
    StubFaultFileSystem.script(script(faults));
    StubScriptedEngineFactory.script(engineScript(random));
    boolean isDone = false;
    try {
      isDone = isDone(backfill.run());
    } catch (Exception e) {
      // Delta's own, too, checked ones among them
      assertThat(e).as("a failure that can be told").hasMessageNotContaining("NullPointer");
    }

    mend();
    backfill.bury();
    if (!isDone) {
      assertThat(backfill.run().status()).as("%s", faults).isEqualTo("ok");
    }

    backfill.assertWhole(catalogue.keySet(), expected(catalogue), reasons(catalogue));
    log.assertPrivate(results.values());
    FileUtils.deleteDirectory(place.toFile());
  }

  /** Whether a run did all there was to do in spite of everything, and must have left it whole. */
  private static boolean isDone(RunSummary run) {
    return run.status().equals("ok")
        && run.counts().untried() == 0
        && run.errorCodes().keySet().stream().allMatch(c -> ErrorCode.valueOf(c).permanent());
  }

  private static String uri(Path place, String folder) {
    return StubFaultFileSystem.uri(place.resolve(folder));
  }

  private Backfill backfill(String pictures, String tables) {
    return new Backfill(spark, pictures, tables, model)
        .set(VitrineConf.ENGINE_FACTORY_KEY, StubScriptedEngineFactory.class.getName())
        .set("spark.vitrine.backoff", "1ms")
        .set("spark.vitrine.thumbnails", "false");
  }

  private void write(Path pictures, Map<String, Integer> catalogue) throws IOException {
    Files.createDirectories(pictures);
    for (Map.Entry<String, Integer> product : catalogue.entrySet()) {
      Files.write(pictures.resolve(product.getKey() + ".jpg"), pool.get(product.getValue()));
    }
  }

  /**
   * Products that are new, and products whose picture is another one now; some are the same. None
   * turns bad: it would keep the result of its earlier picture.
   */
  private static Map<String, Integer> changes(Random random) {
    Map<String, Integer> changes = new TreeMap<>();
    for (int i = 2 + random.nextInt(4); i > 0; i--) {
      int product = random.nextInt(10);
      int picture = random.nextInt(product < BEGINNING.size() ? POOL - 1 : POOL);
      changes.put(String.valueOf((char) ('a' + product)), picture);
    }

    return changes;
  }

  private static List<Fault> faults(Random random) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String place = PLACES.get(random.nextInt(PLACES.size()));
      String call =
          place.equals("/pictures/")
              ? "open"
              : List.of("open", "create", "rename", "list").get(random.nextInt(4));
      // from a single call to all calls from there on, which is death
      int times = List.of(1, 1, 3, Integer.MAX_VALUE).get(random.nextInt(4));
      String how =
          List.of(
                  "503 Slow Down",
                  "500 Internal Error",
                  "timeout",
                  "No space left on device",
                  "lost")
              .get(random.nextInt(5));
      faults.add(new Fault(call, place, random.nextInt(12), times, how));
    }

    return faults;
  }

  private static StubFaultFileSystem.Script script(List<Fault> faults) {
    List<AtomicInteger> calls = faults.stream().map(fault -> new AtomicInteger()).toList();
    return (call, path) -> {
      StubFaultFileSystem.Then then = StubFaultFileSystem.Then.GO_ON;
      for (int i = 0; i < faults.size(); i++) {
        Fault fault = faults.get(i);
        boolean counts = call.equals(fault.call()) && path.contains(fault.place());
        if (counts && fault.hits(calls.get(i).getAndIncrement())) {
          switch (fault.how()) {
            case "timeout" -> throw new InterruptedIOException("timeout");
            case "lost" -> then = StubFaultFileSystem.Then.LOSE_ANSWER;
            default -> throw new IOException(fault.how());
          }
        }
      }

      return then;
    };
  }

  /** In every other plan some answers of the engine go wrong. */
  private static Supplier<StubScriptedEngineFactory.Then> engineScript(Random random) {
    int first = random.nextInt(8);
    int times = random.nextInt(4);
    StubScriptedEngineFactory.Then[] all = StubScriptedEngineFactory.Then.values();
    StubScriptedEngineFactory.Then then = all[random.nextInt(all.length)];
    boolean goesWrong = random.nextBoolean();
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      int nth = calls.getAndIncrement();
      return goesWrong && nth >= first && nth - first < times
          ? then
          : StubScriptedEngineFactory.Then.ANSWER;
    };
  }

  private Map<String, String> expected(Map<String, Integer> catalogue) {
    Map<String, String> expected = new HashMap<>();
    catalogue.forEach(
        (product, picture) -> {
          String same = "p" + picture;
          if (results.containsKey(same)) {
            String row = results.get(same);
            expected.put(product, "[" + product + row.substring(row.indexOf(',')));
            expected.put(product + " detail", results.get(same + " detail"));
          }
        });
    return expected;
  }

  private Map<String, String> reasons(Map<String, Integer> catalogue) {
    Map<String, String> reasons = new HashMap<>();
    catalogue.forEach(
        (product, picture) -> {
          if (failures.containsKey("p" + picture)) {
            reasons.put(product, failures.get("p" + picture));
          }
        });
    return reasons;
  }
}
