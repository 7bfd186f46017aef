package io.vitrine.jobs;

import io.vitrine.report.CostAssumptions;
import io.vitrine.taxonomy.Taxonomy;
import java.nio.file.Path;

/**
 * What {@code conf/} says about how results are measured.
 *
 * @param taxonomy which spellings mean the same
 * @param targets what is to be reached
 * @param cost what a machine costs
 */
record Yardsticks(Taxonomy taxonomy, QualityGate targets, CostAssumptions cost) {

  /**
   * Reads the files.
   *
   * @throws io.vitrine.error.VitrineException when one cannot be used
   */
  static Yardsticks read(Path conf) {
    return new Yardsticks(Taxonomy.load(conf), QualityGate.targets(conf), prices(conf));
  }

  /** What a machine and a person cost, alone; throws as {@link #read}. */
  static CostAssumptions prices(Path conf) {
    return CostAssumptions.read(conf.resolve("cost.yaml"));
  }

  /** The same with other prices. */
  Yardsticks with(CostAssumptions other) {
    return new Yardsticks(taxonomy, targets, other);
  }
}
