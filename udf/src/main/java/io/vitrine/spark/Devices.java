package io.vitrine.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Says on which device the engine of a task runs. */
final class Devices {
  private static final String GPU = "gpu";
  private static final String CPU = "cpu";

  private Devices() {}

  /** Indices of the GPUs among an executor's resources. */
  static List<String> gpus(Map<String, ResourceInformation> executor) {
    return executor.containsKey(GPU) ? List.of(executor.get(GPU).addresses()) : List.of();
  }

  /**
   * The device: the task's GPU, else the executor's, else what the setting says. A GPU that was
   * asked for is never replaced by the CPU; where Spark gave none it is {@code gpu0}, and the
   * engine refuses to open if there is none.
   *
   * @param asked {@code auto}, {@code cpu} or {@code gpu}
   * @param executor resources of the executor, as its plugin was told; empty without a plugin
   */
  static String of(String asked, Map<String, ResourceInformation> executor) {
    if (asked.equals(CPU)) {
      return CPU;
    }

    TaskContext task = TaskContext.get();
    ResourceInformation gpu = task == null ? null : task.resourcesJMap().get(GPU);
    if (gpu == null) {
      gpu = executor.get(GPU);
    }

    if (gpu != null && gpu.addresses().length > 0) {
      return GPU + gpu.addresses()[0];
    }

    return asked.equals(GPU) ? GPU + "0" : CPU;
  }
}
