package io.vitrine.generate;

/** Opens bundles with libtorch through DJL. */
public final class TorchEngineFactory implements EngineFactory {

  @Override
  public VisionEngine open(EngineSettings settings) {
    return TorchEngine.open(settings);
  }
}
