package io.vitrine.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the processors other processes took since this was made. */
final class OtherLoad {
  private static final double NANOS_PER_TICK = 1e7;

  private final Times began = Times.now();

  /**
   * Share of all processors' time that went to other processes; null where the system does not say.
   */
  Double share() {
    Times now = Times.now();
    if (began == null || now == null || now.all() <= began.all()) {
      return null;
    }

    double others = (now.busy() - began.busy()) - (now.own() - began.own());
    return Math.max(0, others / (now.all() - began.all()));
  }

  /** Ticks that all processors, and this process, spent since their start. */
  private record Times(double all, double busy, double own) {

    static Times now() {
      try {
        // cpu user nice system idle iowait irq softirq steal
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split("\\s+");
        double all = 0;
        for (int i = 1; i <= 8; i++) {
          all += Double.parseDouble(fields[i]);
        }

        double idle = Double.parseDouble(fields[4]) + Double.parseDouble(fields[5]);
        OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Times(all, all - idle, system.getProcessCpuTime() / NANOS_PER_TICK);
      } catch (IOException e) {
        return null;
      }
    }
  }
}
