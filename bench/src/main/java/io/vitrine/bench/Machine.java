package io.vitrine.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the figures were measured on.
 *
 * @param cpu the processor's name; null where the system does not say
 * @param cores that this process may use
 * @param memoryGb all of it, in units of 2^30 bytes
 * @param java version of the virtual machine
 * @param loadBefore processes that wanted a core before the measurement; negative if unknown
 */
record Machine(String cpu, int cores, long memoryGb, String java, double loadBefore) {

  static Machine here() {
    long kilobytes = Long.parseLong(field("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", ""));
    return new Machine(
        field("/proc/cpuinfo", "model name", null),
        Runtime.getRuntime().availableProcessors(),
        Math.round(kilobytes / (double) (1 << 20)),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Whether others want so much of the cores that the figures come out low. */
  boolean busy() {
    return loadBefore > 0.5 * cores;
  }

  private static String field(String file, String name, String missing) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(missing);
    } catch (IOException e) {
      return missing;
    }
  }
}
