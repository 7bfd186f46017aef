package io.vitrine.generate;

/** Opens engines. Implementations have a public constructor without arguments. */
public interface EngineFactory {
  /**
   * Loads the model.
   *
   * @throws io.vitrine.error.VitrineException when the bundle or the device is not as asked for
   */
  VisionEngine open(EngineSettings settings);
}
