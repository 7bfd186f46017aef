package io.vitrine.generate;

import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A prompt made ready for a bundle.
 *
 * @param prefix tokens before the picture; equal prefixes are one object
 * @param suffix tokens between the picture and the answer; not to be written to
 * @param kind equal for prompts whose answers are alike
 * @param guide makes the guide of one answer
 * @param drawing says how one answer's tokens are drawn, given the seed of its picture
 */
record Plan(
    Prefix prefix, int[] suffix, int kind, Supplier<Guide> guide, LongFunction<Drawing> drawing) {

  int promptTokens(int imageTokens) {
    return prefix.tokens().length + imageTokens + suffix.length;
  }

  /**
   * The tokens before the picture, which all pictures share.
   *
   * @param tokens not to be written to
   */
  record Prefix(int[] tokens) {}
}
