package io.vitrine.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How much of the processors other processes took since this was made. Those that this one started
 * are no others, as long as they run.
 */
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

  private static Duration ofChildren() {
    return ProcessHandle.current()
        .descendants()
        .flatMap(child -> child.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
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
        double own = system.getProcessCpuTime() + ofChildren().toNanos();
        return new Times(all, all - idle, own / NANOS_PER_TICK);
      } catch (IOException e) {
        return null;
      }
    }
  }
}
