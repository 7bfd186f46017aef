package io.vitrine.spark;

import io.vitrine.generate.EngineSettings;
import java.nio.file.Path;

/**
 * Which engine is wanted: equal requests share one engine.
 *
 * @param factory class name of the engine's factory
 * @param model as in {@code spark.vitrine.model}
 * @param device {@code cpu}, or {@code gpu} with an index
 */
record EngineRequest(
    String factory,
    String model,
    String device,
    int slots,
    int threads,
    int intraOpThreads,
    int queueCapacity) {

  static EngineRequest of(VitrineConf conf, String device) {
    boolean gpu = !device.equals("cpu");
    int threads = gpu ? 1 : conf.engineThreads();
    int cores = Runtime.getRuntime().availableProcessors();
    int intraOp = conf.engineIntraOpThreads();
    return new EngineRequest(
        conf.engineFactory(),
        conf.model(),
        device,
        conf.engineSlots(),
        threads,
        intraOp > 0 ? intraOp : Math.max(1, cores / threads),
        conf.engineQueueCapacity());
  }

  EngineSettings settings(Path bundle) {
    return new EngineSettings(bundle, device, slots, threads, intraOpThreads, queueCapacity);
  }
}
