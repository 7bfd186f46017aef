package io.vitrine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this process has over a long run. The JVM is started with all of its heap
 * touched, so that only what is native can grow.
 */
final class ResidentMemory {
  /** Until then caches fill. */
  private static final double WARM_UP = 0.2;

  private double warm;
  private double most;

  /** Looks, when so many of all pictures are done. */
  synchronized void see(long done, long total) {
    if (done < total * WARM_UP) {
      return;
    }

    double now = kilobytes();
    if (warm == 0) {
      warm = now;
    }

    most = Math.max(most, now);
  }

  /** The most after warming up, over what it was then; 1 where the system does not say. */
  synchronized double growth() {
    return warm == 0 ? 1 : most / warm;
  }

  /** What it has now; 0 where the system does not say. */
  static double megabytes() {
    return kilobytes() / 1024;
  }

  private static double kilobytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
