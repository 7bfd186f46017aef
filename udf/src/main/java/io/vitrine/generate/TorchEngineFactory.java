package io.vitrine.generate;

/** Opens bundles with libtorch through DJL. */
public final class TorchEngineFactory implements EngineFactory {

  @Override
  public VisionEngine open(EngineSettings settings) {
    throw new UnsupportedOperationException("Placeholder until the engine lands");
  }
}
