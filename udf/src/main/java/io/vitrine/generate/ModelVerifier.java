package io.vitrine.generate;

import java.util.List;

/**
 * Replays a bundle's reference cases, whose tokens come from the reference implementation, through
 * the engine as it runs in production.
 */
public final class ModelVerifier {
  private ModelVerifier() {}

  /**
   * Loads the model and replays every case.
   *
   * @return one line of result per case, in the bundle's order
   * @throws io.vitrine.error.VitrineException when the bundle cannot be loaded
   */
  public static List<CaseResult> verify(EngineSettings settings) {
    throw new UnsupportedOperationException("Placeholder until the engine lands");
  }

  /**
   * What came of one reference case.
   *
   * @param name the case's name in {@code reference.json}
   * @param expected tokens the reference implementation wrote
   * @param actual tokens the engine wrote
   */
  public record CaseResult(String name, List<Integer> expected, List<Integer> actual) {
    public boolean passed() {
      return expected.equals(actual);
    }
  }
}
