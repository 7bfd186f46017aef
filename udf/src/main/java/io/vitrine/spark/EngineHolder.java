package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.EngineFactory;
import io.vitrine.generate.EngineLease;
import io.vitrine.generate.VisionEngine;
import io.vitrine.image.ImageLimits;
import io.vitrine.image.PictureDecoder;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.resource.ResourceInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an executor's JVM has once, for all its tasks: an engine for each device, the decoder with
 * its budget, and the live figures. Nothing is loaded before a task needs it.
 *
 * <p>{@link VitrinePlugin} closes the engines when the executor ends; without the plugin the JVM's
 * own shutdown does. Safe for use by many threads.
 */
public final class EngineHolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineHolder.class);

  private static final String DRIVER = "driver";

  /** The only mutable state that is static: tasks of one JVM have no other place in common. */
  private static final EngineHolder INSTANCE = new EngineHolder();

  private final Map<String, EngineSlot> slots = new ConcurrentHashMap<>();
  private final Map<DecoderKey, PictureDecoder> decoders = new ConcurrentHashMap<>();
  private final AtomicInteger sequence = new AtomicInteger();
  private final ExecutorMetrics metrics = new ExecutorMetrics(this::engines);
  private final RecentAnswers recentAnswers = new RecentAnswers();
  private volatile Map<String, ResourceInformation> resources = Map.of();

  private record DecoderKey(ImageLimits limits, int side) {}

  EngineHolder() {
    // after Spark's own hook: a process that is asked to end first puts its results away
    ShutdownHookManager.get().addShutdownHook(this::close, /* priority= */ 1);
  }

  static EngineHolder instance() {
    return INSTANCE;
  }

  /** Told by the plugin what Spark gave this executor. */
  void resources(Map<String, ResourceInformation> given) {
    this.resources = Map.copyOf(given);
  }

  ExecutorMetrics metrics() {
    return metrics;
  }

  /** What SQL's functions were last asked here. */
  RecentAnswers recentAnswers() {
    return recentAnswers;
  }

  /**
   * The engine that the settings ask for, loading it when this JVM does not have it yet.
   *
   * @param work names the work that asks, such as a run's id; see {@link EngineLease#loadId()}
   * @throws io.vitrine.error.VitrineException when it cannot be loaded
   */
  EngineLease acquire(VitrineConf conf, String work) {
    EngineRequest request = EngineRequest.of(conf, Devices.of(conf.device(), resources));
    return slots
        .computeIfAbsent(
            request.device(), device -> new EngineSlot(this::load, EngineHolder::endIfExecutor))
        .acquire(request, work);
  }

  /** The decoder, shared so that its budget holds for all tasks together. */
  PictureDecoder decoder(ImageLimits limits, int side) {
    return decoders.computeIfAbsent(
        new DecoderKey(limits, side), key -> new PictureDecoder(key.limits(), key.side()));
  }

  /** Closes all engines. A later task that needs one loads it again. */
  @Override
  public void close() {
    slots.values().forEach(EngineSlot::unload);
  }

  private Collection<VisionEngine> engines() {
    return slots.values().stream().flatMap(slot -> slot.loaded().stream()).toList();
  }

  private EngineSlot.Loaded load(EngineRequest request) {
    try {
      return loadNow(request);
    } catch (RuntimeException | Error e) {
      metrics.loadFailed();
      throw e;
    }
  }

  private EngineSlot.Loaded loadNow(EngineRequest request) {
    long before = System.nanoTime();
    VisionEngine engine =
        factory(request.factory())
            .open(
                request.settings(
                    BundleFiles.local(request.model(), request.publicKey(), hadoop())));
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    metrics.loaded(took);
    long pid = ProcessHandle.current().pid();
    String id =
        String.format(Locale.ROOT, "%s/%d/%d", executorId(), pid, sequence.incrementAndGet());
    LOG.info(
        "Loaded {} on {} in {} ms: executor {}, process {}, load {}",
        request.model(),
        engine.device(),
        took.toMillis(),
        executorId(),
        pid,
        id);
    return new EngineSlot.Loaded(engine, id);
  }

  /**
   * Ends this process where it is an executor and no more: Spark starts another one elsewhere. In
   * local mode it is the driver too, and the task must fail instead.
   */
  private static void endIfExecutor(VitrineException loss) {
    if (!executorId().equals(DRIVER)) {
      LOG.error("Ending this executor with code {}", DeviceFaults.EXIT_CODE, loss);
      // not exit: closing a lost device may never end
      Runtime.getRuntime().halt(DeviceFaults.EXIT_CODE);
    }
  }

  /** This executor's id; {@code driver} in local mode. */
  static String executorId() {
    SparkEnv env = SparkEnv.get();
    return env == null ? DRIVER : env.executorId();
  }

  /** Spark's Hadoop configuration, {@code spark.hadoop.*} included. */
  static Configuration hadoop() {
    SparkEnv env = SparkEnv.get();
    return env == null ? new Configuration() : SparkHadoopUtil.get().newConfiguration(env.conf());
  }

  private static EngineFactory factory(String className) {
    try {
      return Class.forName(className, true, Thread.currentThread().getContextClassLoader())
          .asSubclass(EngineFactory.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw Errors.invalid(
          "Cannot use the engine factory " + className,
          String.valueOf(e),
          "Set " + VitrineConf.ENGINE_FACTORY_KEY + " to a class of type EngineFactory",
          e);
    }
  }
}
