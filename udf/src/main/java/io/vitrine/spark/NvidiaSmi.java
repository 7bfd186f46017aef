package io.vitrine.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks NVIDIA's own tool about the GPUs of this host; its answer is kept for a while, because
 * asking takes it a moment. Where there is no such tool, or it fails, nothing is known.
 */
final class NvidiaSmi {
  private static final Logger LOG = LoggerFactory.getLogger(NvidiaSmi.class);
  private static final long KEEP_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long PATIENCE_SECONDS = 5;
  private static final long MEBIBYTE = 1 << 20;
  private static final String[] COMMAND = {
    "nvidia-smi",
    "--query-gpu=index,memory.used,memory.total,utilization.gpu",
    "--format=csv,noheader,nounits"
  };

  private Map<String, Device> known = Map.of();
  private long askedNanos = System.nanoTime() - KEEP_NANOS;

  /**
   * One GPU.
   *
   * @param utilisation share of the time in which it worked, 0 to 1
   */
  record Device(double memoryUsedBytes, double memoryTotalBytes, double utilisation) {
    static final Device UNKNOWN = new Device(Double.NaN, Double.NaN, Double.NaN);
  }

  /** What is known of the GPUs, by index. */
  synchronized Map<String, Device> devices() {
    if (System.nanoTime() - askedNanos >= KEEP_NANOS) {
      known = ask();
      askedNanos = System.nanoTime();
    }

    return known;
  }

  private static Map<String, Device> ask() {
    try {
      Process process =
          new ProcessBuilder(COMMAND).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Map.of();
      }

      return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("There is no nvidia-smi to ask", e);
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  /** Reads lines such as {@code 0, 1024, 143771, 37}: MiB, MiB and per cent; [N/A] is unknown. */
  static Map<String, Device> parse(String csv) {
    Map<String, Device> devices = new TreeMap<>();
    for (String line : csv.lines().toList()) {
      String[] cells = line.split(",", -1);
      if (cells.length == 4) {
        devices.put(
            cells[0].strip(),
            new Device(
                number(cells[1]) * MEBIBYTE, number(cells[2]) * MEBIBYTE, number(cells[3]) / 100));
      }
    }

    return devices;
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
