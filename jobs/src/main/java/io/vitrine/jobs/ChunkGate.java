package io.vitrine.jobs;

import java.util.List;
import java.util.Optional;

/**
 * Holds what a run has committed against targets while the run goes on. It ends the run as soon as
 * it is sure that a target is missed: the whole interval lies on the wrong side. At the end of the
 * run the value alone decides.
 */
final class ChunkGate {
  private final Optional<Yardsticks> yardsticks;
  private final Optional<GoldLabels> gold;
  private int chunks;
  private volatile List<String> misses = List.of();

  /**
   * A gate for one run.
   *
   * @param gold without labels, only what needs none is looked at
   */
  ChunkGate(Yardsticks yardsticks, Optional<GoldLabels> gold) {
    this(Optional.of(yardsticks), gold);
  }

  private ChunkGate(Optional<Yardsticks> yardsticks, Optional<GoldLabels> gold) {
    this.yardsticks = yardsticks;
    this.gold = gold;
  }

  /** A gate that nothing misses. */
  static ChunkGate open() {
    return new ChunkGate(Optional.empty(), Optional.empty());
  }

  /**
   * To be called after each chunk. Looks after the first, the second, the fourth and so on, for
   * what was committed is read anew each time.
   *
   * @param results those of the run
   */
  void afterChunk(Results results) {
    chunks++;
    if (misses.isEmpty() && Integer.bitCount(chunks) == 1) {
      misses = yardsticks.map(y -> y.targets().sureMisses(scores(results, y))).orElse(List.of());
    }
  }

  /** To be called when all is committed. */
  void atEnd(Results results) {
    if (misses.isEmpty() && chunks > 0) {
      misses =
          yardsticks
              .map(y -> y.targets().misses(Evaluation.overall(scores(results, y))))
              .orElse(List.of());
    }
  }

  boolean isMissed() {
    return !misses.isEmpty();
  }

  /** What was missed, as sentences. */
  List<String> misses() {
    return misses;
  }

  private List<Score> scores(Results results, Yardsticks yardsticks) {
    Evaluator evaluator = new Evaluator(results.now(), yardsticks);
    return gold.flatMap(evaluator::evaluateTried)
        .map(Evaluation::scores)
        .orElseGet(evaluator::unlabelled);
  }
}
