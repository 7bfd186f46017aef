package io.vitrine.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import io.vitrine.error.Errors;
import io.vitrine.schema.MaskTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.Map;

/**
 * A bundle's weights on a device. Any number of sessions share them; close those first.
 *
 * <p>This package is the only one that touches DJL, and calls its modules by IValue alone: its
 * tuple inputs leak, its bf16 operations abort the JVM, and its own generation loop cannot end.
 */
public final class TorchModel implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final ModelBundle bundle;
  private final Device device;
  private final int intraOpThreads;
  private final Model vision;
  private final Model decoder;

  private TorchModel(ModelBundle bundle, Device device, int intraOpThreads) {
    this.bundle = bundle;
    this.device = device;
    this.intraOpThreads = intraOpThreads;
    this.vision = Model.newInstance("vision", device, ENGINE);
    this.decoder = Model.newInstance("decoder", device, ENGINE);
  }

  /**
   * Loads the weights.
   *
   * @param device {@code cpu}, or {@code gpu} with an index
   * @param intraOpThreads libtorch's threads inside one operation, for the whole process
   * @throws io.vitrine.error.VitrineException when the device is not there or the bundle does not
   *     load
   */
  public static TorchModel load(ModelBundle bundle, String device, int intraOpThreads) {
    // DJL otherwise tells its makers, over the network, that it was started
    System.setProperty("OPT_OUT_TRACKING", "true");
    TorchModel model = new TorchModel(bundle, device(device), intraOpThreads);
    try {
      load(model.vision, bundle, ModelBundle.VISION);
      load(model.decoder, bundle, ModelBundle.DECODER);
      return model;
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw ModelBundle.broken(bundle.directory(), "libtorch cannot load it", e);
    }
  }

  private static void load(Model model, ModelBundle bundle, String file)
      throws IOException, MalformedModelException {
    // from a path and straight to the device: a stream is buffered twice and skips eval()
    model.load(bundle.file(file), /* prefix= */ null, Map.of("mapLocation", "true"));
  }

  private static Device device(String name) {
    if (name.equals("cpu")) {
      return Device.cpu();
    }

    if (!name.matches("gpu\\d*")) {
      throw Errors.invalid(
          "Unknown device \"" + name + "\"", "it is neither cpu nor gpu0, gpu1, ...", "Use one");
    }

    int index = name.length() == 3 ? 0 : Integer.parseInt(name.substring(3));
    int gpus = Engine.getEngine(ENGINE).getGpuCount();
    if (index >= gpus) {
      throw Errors.invalid(
          "There is no device " + name,
          String.format(Locale.ROOT, "libtorch sees %d GPUs in this process", gpus),
          "Give the executor a GPU and a libtorch built for it, or ask for cpu");
    }

    return Device.gpu(index);
  }

  public ModelBundle bundle() {
    return bundle;
  }

  /**
   * Bytes of memory for what comes beside the weights: what is free on a GPU; of a CPU all that
   * this machine or container has, because what is free there says little.
   */
  public long memory() {
    if (device.isGpu()) {
      MemoryUsage memory = CudaUtils.getGpuMemory(device);
      return memory.getMax() - memory.getCommitted();
    }

    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  /**
   * Allocates a cache. To be called by the thread that will use the session.
   *
   * @param slots rows that may be under way at once
   * @param masks what {@link ModelSession#choose} chooses by
   */
  public ModelSession newSession(int slots, MaskTable masks) {
    // Both are kept by thread. Optimising graphs costs seconds whenever a shape is new, and every
    // step's is.
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setNumThreads(intraOpThreads);
    PtNDManager manager = (PtNDManager) decoder.getNDManager().newSubManager(device);
    return new TorchSession(
        bundle,
        manager,
        (PtSymbolBlock) vision.getBlock(),
        (PtSymbolBlock) decoder.getBlock(),
        slots,
        masks);
  }

  @Override
  public void close() {
    decoder.close();
    vision.close();
  }
}
