package io.vitrine.bench;

import java.io.IOException;
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
 * @param othersShare share of all cores' time that other processes took meanwhile; null if unknown
 */
record Machine(String cpu, int cores, long memoryGb, String java, Double othersShare) {

  static Machine here(OtherLoad others) {
    long kilobytes = Long.parseLong(field("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", ""));
    return new Machine(
        field("/proc/cpuinfo", "model name", null),
        Runtime.getRuntime().availableProcessors(),
        Math.round(kilobytes / (double) (1 << 20)),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        others.share());
  }

  /** Whether others took so much of the cores that the figures are too low. */
  boolean disturbed() {
    return othersShare != null && othersShare > 0.05;
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
