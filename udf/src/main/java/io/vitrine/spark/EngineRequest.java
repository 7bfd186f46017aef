package io.vitrine.spark;

import io.vitrine.generate.EngineLimits;
import io.vitrine.generate.EngineSettings;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * Which engine is wanted: equal requests share one engine.
 *
 * @param factory class name of the engine's factory
 * @param model as in {@code spark.vitrine.model}
 * @param publicKey as in {@code spark.vitrine.model.publicKey}
 * @param device {@code cpu}, or {@code gpu} with an index
 */
record EngineRequest(
    String factory,
    String model,
    String publicKey,
    String device,
    int slots,
    int threads,
    int intraOpThreads,
    int queueCapacity,
    EngineLimits limits) {

  private static final Pattern LOCAL = Pattern.compile("^local\\[(\\d+)");

  static EngineRequest of(VitrineConf conf, String device) {
    boolean gpu = !device.equals("cpu");
    int cores = cores();
    int intraOp = conf.engineIntraOpThreads();
    int threads = conf.engineThreads();
    if (gpu) {
      threads = 1;
    } else if (threads == 0) {
      // a small model's matrices are too small to be shared between threads
      threads = Math.max(1, cores / Math.max(1, intraOp));
    }

    return new EngineRequest(
        conf.engineFactory(),
        conf.model(),
        conf.modelPublicKey(),
        device,
        conf.engineSlots(),
        threads,
        intraOp > 0 ? intraOp : Math.max(1, cores / threads),
        conf.engineQueueCapacity(),
        conf.engineLimits());
  }

  /** Cores that Spark's tasks may use here. */
  private static int cores() {
    int here = Runtime.getRuntime().availableProcessors();
    if (SparkEnv.get() == null) {
      return here;
    }

    SparkConf conf = SparkEnv.get().conf();
    Matcher local = LOCAL.matcher(conf.get("spark.master", ""));
    int given = local.find() ? Integer.parseInt(local.group(1)) : here;
    return Math.max(1, Math.min(here, conf.getInt("spark.executor.cores", given)));
  }

  EngineSettings settings(Path bundle) {
    return new EngineSettings(
        bundle, device, slots, threads, intraOpThreads, queueCapacity, limits);
  }
}
