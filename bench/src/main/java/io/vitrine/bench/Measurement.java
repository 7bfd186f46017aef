package io.vitrine.bench;

import io.vitrine.spark.VitrineConf;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sweeps first, then rounds: every round measures each part, each contender and the whole at its
 * best setting, so that a share compares what was measured within the same minutes.
 */
final class Measurement {
  private static final List<Integer> SLOTS = List.of(1, 8, 32);
  private static final int SLOTS_END_TO_END = 16;

  /** Cores that everything is given. */
  static final int CORES = 2;

  /** Engine threads and libtorch's threads inside one operation. */
  private static final int[][] THREADS = {{1, 1}, {1, 2}, {2, 1}};

  private static final String TOO_LONG = "takes too long for --quick";
  private static final String WHOLE = "end_to_end";
  private static final String TOKENS = "tokens_per_image.";

  private final Effort effort;
  private final DecodeBench decode;
  private final EngineBench engine;
  private final EnrichBench enrich;
  private final SamplePictures pictures;
  private final Contenders contenders;
  private final VitrineConf shipped;
  private final PrintStream screen;
  private final Map<String, Sweep> sweeps = new LinkedHashMap<>();
  private final Rounds rounds = new Rounds();

  /**
   * Those that Vitrine is held against.
   *
   * @param engines held against the engine alone; their names end in their batch
   * @param wholes held against the whole
   * @param unmeasured why a figure cannot be measured, for each such key
   */
  record Contenders(
      List<? extends Contender> engines,
      List<? extends Contender> wholes,
      Map<String, String> unmeasured) {
    List<Contender> all() {
      List<Contender> all = new ArrayList<>(engines);
      all.addAll(wholes);
      return all;
    }
  }

  Measurement(
      Effort effort,
      DecodeBench decode,
      EngineBench engine,
      EnrichBench enrich,
      SamplePictures pictures,
      Contenders contenders,
      VitrineConf shipped,
      PrintStream screen) {
    this.effort = effort;
    this.decode = decode;
    this.engine = engine;
    this.enrich = enrich;
    this.pictures = pictures;
    this.contenders = contenders;
    this.shipped = shipped;
    this.screen = screen;
  }

  Report run(String model, boolean quick, OtherLoad others) throws InterruptedException {
    sweep();
    Map<String, Double> shares = Map.of();
    for (int round = 1; round <= effort.rounds(); round++) {
      screen.printf("· round %d of %d%n", round, effort.rounds());
      shares = round();
    }

    Map<String, String> unmeasured = new LinkedHashMap<>(contenders.unmeasured());
    if (effort.growth() > 1) {
      growth();
    } else {
      unmeasured.put("cost_growth_10x", TOO_LONG);
      unmeasured.put("memory_growth", TOO_LONG);
    }

    Map<String, Setting> best = new LinkedHashMap<>();
    Map<String, List<Sweep.Tried>> tried = new LinkedHashMap<>();
    sweeps.forEach(
        (name, sweep) -> {
          best.put(name, sweep.best());
          tried.put(name, sweep.tried());
        });
    return new Report(
        figures(unmeasured),
        unmeasured,
        shares,
        rounds.medians("end_to_end_seconds."),
        rounds.medians(TOKENS),
        rounds.repeats(),
        best,
        tried,
        model,
        quick,
        effort.pictures(),
        Machine.here(others),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        System.getProperty("vitrine.commit"));
  }

  /** Medians, but of what is told apart elsewhere. */
  private Map<String, Double> figures(Map<String, String> unmeasured) {
    Map<String, Double> figures = new LinkedHashMap<>();
    rounds.repeats().keySet().stream()
        .filter(name -> !name.contains("."))
        .forEach(name -> figures.put(name, rounds.figure(name).median()));
    unmeasured.keySet().forEach(name -> figures.put(name, null));
    return figures;
  }

  private void sweep() throws InterruptedException {
    screen.println("· sweep: decoding");
    var unused = decode.imagesPerSecond(/* threads= */ 2, effort.decodings() / 2);
    for (int threads : List.of(1, 2)) {
      Setting setting = Setting.decoding(threads);
      tried("decode", setting, decode.imagesPerSecond(threads, effort.decodings()));
    }

    for (int slots : SLOTS) {
      screen.printf("· sweep: engine, batch %d%n", slots);
      for (int[] threads : THREADS) {
        Setting setting = Setting.engine(slots, threads[0], threads[1]);
        EngineBench.Result result =
            engine.measure(setting, effort.engineSeconds() / 4, effort.engineFills() / 2);
        tried("engine_b" + slots, setting, result.imagesPerSecond());
      }
    }

    screen.println("· sweep: end to end");
    for (int[] threads : THREADS) {
      sweepEndToEnd(Setting.engine(SLOTS_END_TO_END, threads[0], threads[1]));
    }

    Setting best = sweeps.get(WHOLE).best();
    sweepEndToEnd(
        Setting.engine(
            2 * SLOTS_END_TO_END, best.of(Setting.THREADS), best.of(Setting.INTRA_OP_THREADS)));
    for (Contender contender : contenders.all()) {
      screen.printf("· sweep: %s%n", contender.title());
      for (Setting setting : contender.settings()) {
        tried(
            contender.name(),
            setting,
            contender.measure(setting, contender.sweepPictures(effort)).imagesPerSecond());
      }
    }
  }

  private void sweepEndToEnd(Setting setting) {
    Map<String, Double> seconds = enrich.measure(setting, effort.sweepPictures()).seconds();
    // planning and commits cost the same whatever the setting
    tried(WHOLE, setting, effort.sweepPictures() / seconds.get("describing"));
  }

  private void tried(String part, Setting setting, double imagesPerSecond) {
    sweeps.computeIfAbsent(part, p -> new Sweep()).add(setting, imagesPerSecond);
    screen.printf(
        "  %-36s %8.1f pictures/s%s%n",
        setting.text(), imagesPerSecond, isShipped(setting) ? "  (as shipped)" : "");
  }

  private boolean isShipped(Setting setting) {
    int intraOp = shipped.engineIntraOpThreads();
    int threads = shipped.engineThreads();
    if (threads == 0) {
      threads = Math.max(1, CORES / Math.max(1, intraOp));
    }

    return setting.equals(
        Setting.engine(
            shipped.engineSlots(), threads, intraOp > 0 ? intraOp : Math.max(1, CORES / threads)));
  }

  /** Measures everything once; returns the shares of the engine's time at its best. */
  private Map<String, Double> round() throws InterruptedException {
    double decoding =
        add(
            "decode_images_per_second",
            decode.imagesPerSecond(
                sweeps.get("decode").best().of(Setting.THREADS), effort.decodings()));
    EngineBench.Result best = null;
    Setting bestSetting = null;
    for (int slots : SLOTS) {
      Setting setting = sweeps.get("engine_b" + slots).best();
      EngineBench.Result result =
          engine.measure(setting, effort.engineSeconds(), effort.engineFills());
      add("engine_images_per_second_b" + slots, result.imagesPerSecond());
      if (best == null || result.imagesPerSecond() > best.imagesPerSecond()) {
        best = result;
        bestSetting = setting;
      }
    }

    rounds.add("passes_per_token", best.passesPerToken());
    rounds.add(TOKENS + "vitrine", best.tokensPerImage());
    add("fork_vs_separate", engine.forkVsSeparate(bestSetting, effort.engineFills()));
    for (Contender contender : contenders.engines()) {
      int batch = sweeps.get(contender.name()).best().of(Setting.BATCH);
      double ours = rounds.last("engine_images_per_second_b" + batch);
      against("engine_vs_", contender, ours);
    }

    Map<String, Double> seconds =
        enrich.measure(sweeps.get(WHOLE).best(), effort.pictures()).seconds();
    seconds.forEach((phase, spent) -> rounds.add("end_to_end_seconds." + phase, spent));
    double whole = effort.pictures() / seconds.get("whole");
    add("end_to_end_images_per_second", whole);
    // the parts at whatever batch is best for them: the strictest yardstick
    Parts parts = new Parts(decoding, best.imagesPerSecond());
    add("end_to_end_vs_parts", parts.share(whole));
    double describing = effort.pictures() / seconds.get("describing");
    rounds.add("describing_vs_parts", parts.share(describing));
    for (Contender contender : contenders.wholes()) {
      against("end_to_end_vs_", contender, whole);
    }

    return best.timeShares();
  }

  private void against(String prefix, Contender contender, double ours)
      throws InterruptedException {
    Contender.Result theirs =
        contender.measure(sweeps.get(contender.name()).best(), contender.pictures(effort));
    add(contender.name() + "_images_per_second", theirs.imagesPerSecond());
    rounds.add(TOKENS + contender.name(), theirs.tokensPerImage());
    add(prefix + contender.name(), ours / theirs.imagesPerSecond());
  }

  /** Once, after the rounds: many times the pictures, against the rounds' own. */
  private void growth() {
    int count = effort.growth() * effort.pictures();
    screen.printf("· %,d pictures end to end%n", count);
    EnrichBench.Result many =
        enrich.measure(sweeps.get(WHOLE).best(), pictures.repeated(count), count);
    double few = rounds.figure("end_to_end_seconds.whole").median() / effort.pictures();
    add("cost_growth_10x", many.seconds().get("whole") / count / few);
    add("memory_growth", many.memoryGrowth());
  }

  private double add(String name, double value) {
    screen.printf("  %-42s %8.2f%n", name, value);
    return rounds.add(name, value);
  }
}
