package io.vitrine.generate;

/** Another engine, to which a fault is done. */
abstract class StubAroundEngine implements VisionEngine {
  final VisionEngine engine;

  StubAroundEngine(VisionEngine engine) {
    this.engine = engine;
  }

  @Override
  public String device() {
    return engine.device();
  }

  @Override
  public int imageSize() {
    return engine.imageSize();
  }

  @Override
  public void close() {
    engine.close();
  }
}
