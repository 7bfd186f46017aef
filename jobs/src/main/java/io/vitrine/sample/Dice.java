package io.vitrine.sample;

import java.util.List;
import java.util.SplittableRandom;

/** A small deterministic random source; only the specified bit stream of the JDK class is used. */
final class Dice {
  private final SplittableRandom bits;

  Dice(long seed) {
    this.bits = new SplittableRandom(seed);
  }

  /** Mixes numbers into one well spread seed. */
  static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long bits() {
    return bits.nextLong();
  }

  double unit() {
    return (bits.nextLong() >>> 11) * 0x1.0p-53;
  }

  double in(double low, double high) {
    return low + (high - low) * unit();
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  int below(int bound) {
    return (int) (unit() * bound);
  }

  double sign() {
    return chance(0.5) ? 1 : -1;
  }

  <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }
}
