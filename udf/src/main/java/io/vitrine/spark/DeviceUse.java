package io.vitrine.spark;

import com.codahale.metrics.MetricRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/** Memory and utilisation of this executor's GPUs, as {@code nvidia-smi} tells them. */
final class DeviceUse {
  private final Supplier<Map<String, NvidiaSmi.Device>> devices;

  /**
   * @param devices what is known now, by the GPU's index
   */
  DeviceUse(Supplier<Map<String, NvidiaSmi.Device>> devices) {
    this.devices = devices;
  }

  /**
   * @param gpus indices of the executor's GPUs; with none there is nothing to tell
   */
  void register(MetricRegistry registry, Collection<String> gpus) {
    for (String gpu : gpus) {
      registry.gauge("device_memory_used_bytes." + gpu, () -> () -> device(gpu).memoryUsedBytes());
      registry.gauge(
          "device_memory_total_bytes." + gpu, () -> () -> device(gpu).memoryTotalBytes());
      registry.gauge("device_utilisation_ratio." + gpu, () -> () -> device(gpu).utilisation());
    }
  }

  private NvidiaSmi.Device device(String gpu) {
    return devices.get().getOrDefault(gpu, NvidiaSmi.Device.UNKNOWN);
  }
}
