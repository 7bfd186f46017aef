package io.vitrine.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a figure is wanted to be.
 *
 * @param what it says, for a person
 * @param wanted the least, or the most
 * @param atLeast which of the two
 */
record Target(@JsonIgnore String key, String what, double wanted, boolean atLeast) {
  static final List<Target> ALL =
      List.of(
          least("engine_vs_transformers_b32", "engine against transformers, batch 32", 3),
          least("end_to_end_vs_djl_spark_shape", "end to end against djl-spark's shape", 5),
          least("end_to_end_vs_daft_spark_shape", "end to end against Daft's Spark shape", 5),
          least("end_to_end_vs_parts", "end to end against 1/(1/decode + 1/engine)", 0.9),
          least("fork_vs_separate", "five outputs of a picture against five runs", 2.5),
          most("passes_per_token", "decoder passes per token", 0.6),
          most("cost_growth_10x", "cost per picture at ten times as many", 1.05),
          most("memory_growth", "memory over these, once warmed up", 1.05));

  private static Target least(String key, String what, double wanted) {
    return new Target(key, what, wanted, /* atLeast= */ true);
  }

  private static Target most(String key, String what, double wanted) {
    return new Target(key, what, wanted, /* atLeast= */ false);
  }

  boolean isMet(double reached) {
    return atLeast ? reached >= wanted : reached <= wanted;
  }
}
