package io.vitrine.bench;

import io.vitrine.spark.VitrineConf;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sweeps first, then rounds: every round measures each part and the whole at its best setting, so
 * that a share compares what was measured within the same minute.
 */
final class Measurement {
  private static final List<Integer> SLOTS = List.of(1, 8, 32);
  private static final int SLOTS_END_TO_END = 16;

  /** Cores that Spark is given. */
  static final int CORES = 2;

  /** Engine threads and libtorch's threads inside one operation. */
  private static final int[][] THREADS = {{1, 1}, {1, 2}, {2, 1}};

  private final Effort effort;
  private final DecodeBench decode;
  private final EngineBench engine;
  private final EnrichBench enrich;
  private final VitrineConf shipped;
  private final PrintStream screen;
  private final Map<String, Sweep> sweeps = new LinkedHashMap<>();
  private final Rounds rounds = new Rounds();

  Measurement(
      Effort effort,
      DecodeBench decode,
      EngineBench engine,
      EnrichBench enrich,
      VitrineConf shipped,
      PrintStream screen) {
    this.effort = effort;
    this.decode = decode;
    this.engine = engine;
    this.enrich = enrich;
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

    Map<String, Setting> best = new LinkedHashMap<>();
    Map<String, List<Sweep.Tried>> tried = new LinkedHashMap<>();
    sweeps.forEach(
        (name, sweep) -> {
          best.put(name, sweep.best());
          tried.put(name, sweep.tried());
        });
    return new Report(
        rounds.figure("decode_images_per_second").median(),
        rounds.figure("engine_images_per_second_b1").median(),
        rounds.figure("engine_images_per_second_b8").median(),
        rounds.figure("engine_images_per_second_b32").median(),
        rounds.figure("end_to_end_images_per_second").median(),
        rounds.figure("end_to_end_vs_parts").median(),
        rounds.figure("describing_vs_parts").median(),
        rounds.figure("passes_per_token").median(),
        rounds.figure("output_tokens_per_image").median(),
        shares,
        rounds.medians("end_to_end_seconds."),
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

    Setting best = sweeps.get("end_to_end").best();
    sweepEndToEnd(Setting.engine(2 * SLOTS_END_TO_END, best.threads(), best.intraOpThreads()));
  }

  private void sweepEndToEnd(Setting setting) {
    Map<String, Double> seconds = enrich.measure(setting, effort.sweepPictures());
    // planning and commits cost the same whatever the setting
    tried("end_to_end", setting, effort.sweepPictures() / seconds.get("describing"));
  }

  private void tried(String part, Setting setting, double imagesPerSecond) {
    sweeps.computeIfAbsent(part, p -> new Sweep()).add(setting, imagesPerSecond);
    screen.printf(
        "  %-26s %8.1f pictures/s%s%n",
        setting.text(), imagesPerSecond, isShipped(setting) ? "  (as shipped)" : "");
  }

  private boolean isShipped(Setting setting) {
    if (setting.slots() == null) {
      return false;
    }

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
            decode.imagesPerSecond(sweeps.get("decode").best().threads(), effort.decodings()));
    EngineBench.Result best = null;
    for (int slots : SLOTS) {
      EngineBench.Result result =
          engine.measure(
              sweeps.get("engine_b" + slots).best(), effort.engineSeconds(), effort.engineFills());
      add("engine_images_per_second_b" + slots, result.imagesPerSecond());
      if (best == null || result.imagesPerSecond() > best.imagesPerSecond()) {
        best = result;
      }
    }

    rounds.add("passes_per_token", best.passesPerToken());
    rounds.add("output_tokens_per_image", best.tokensPerImage());
    Map<String, Double> seconds =
        enrich.measure(sweeps.get("end_to_end").best(), effort.pictures());
    seconds.forEach((phase, spent) -> rounds.add("end_to_end_seconds." + phase, spent));
    double whole = effort.pictures() / seconds.get("whole");
    add("end_to_end_images_per_second", whole);
    // the parts at whatever batch is best for them: the strictest yardstick
    Parts parts = new Parts(decoding, best.imagesPerSecond());
    add("end_to_end_vs_parts", parts.share(whole));
    double describing = effort.pictures() / seconds.get("describing");
    rounds.add("describing_vs_parts", parts.share(describing));
    return best.timeShares();
  }

  private double add(String name, double value) {
    screen.printf("  %-32s %8.2f%n", name, value);
    return rounds.add(name, value);
  }
}
