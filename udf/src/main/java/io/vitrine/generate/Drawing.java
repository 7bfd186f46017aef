package io.vitrine.generate;

import io.vitrine.model.Draw;
import io.vitrine.prompt.Sampling;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How the tokens of one answer are drawn. What chance gives depends on the seed and the position in
 * the answer and on nothing else, so that a guessed token is verified by drawing it.
 */
final class Drawing {
  private static final int[] NOTHING = {};

  private final Sampling sampling;
  private final long seed;
  private final BitSet spared;

  /**
   * @param seed equal seeds and logits, equal answers
   * @param spared tokens that are never penalised; not to be changed
   */
  Drawing(Sampling sampling, long seed, BitSet spared) {
    this.sampling = sampling;
    this.seed = seed;
    this.spared = spared;
  }

  boolean greedy() {
    return sampling.greedy();
  }

  /**
   * The draw of the token behind an answer.
   *
   * @param answer the tokens of the answer so far
   */
  Draw next(int[] answer) {
    int[] written =
        sampling.repetitionPenalty() == 1
            ? NOTHING
            : Arrays.stream(answer).filter(token -> !spared.get(token)).distinct().toArray();
    return new Draw(sampling, chance(seed, answer.length), written);
  }

  /** A seed made of two. */
  static long mixed(long seed, long other) {
    return mix(mix(seed) + other);
  }

  /** A number in [0, 1) for each position of each seed. */
  private static double chance(long seed, int position) {
    return (mix(seed + position) >>> 11) * 0x1p-53;
  }

  /**
   * SplitMix64, spelled out because answers must not change with a Java runtime: Steele, Lea and
   * Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
   */
  private static long mix(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
