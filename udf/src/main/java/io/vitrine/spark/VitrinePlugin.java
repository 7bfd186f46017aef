package io.vitrine.spark;

import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Ties the engine to the executor's life: hands its GPUs over, registers the live figures, and
 * closes the engine in an orderly way at the end. Everything works without it too.
 */
public final class VitrinePlugin implements SparkPlugin {

  /** Nothing to do on the driver. */
  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  private static final class Executor implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> extraConf) {
      EngineHolder holder = EngineHolder.instance();
      holder.resources(context.resources());
      holder.metrics().register(context.metricRegistry(), Devices.gpus(context.resources()));
    }

    @Override
    public void shutdown() {
      EngineHolder.instance().close();
    }
  }
}
