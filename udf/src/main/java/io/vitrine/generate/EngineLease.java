package io.vitrine.generate;

/** The right to use an engine that others may share. Closing gives it back and keeps it loaded. */
public interface EngineLease extends AutoCloseable {

  VisionEngine engine();

  /**
   * Names the load of the model that this work paid for, unique over all executors; null when the
   * engine had been loaded before, by other work.
   */
  String loadId();

  @Override
  void close();
}
