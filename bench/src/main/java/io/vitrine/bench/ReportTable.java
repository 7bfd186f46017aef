package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for a person. */
final class ReportTable {
  private final Report report;

  ReportTable(Report report) {
    this.report = report;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            "%-22s %10s %10s %10s   %s", "pictures/s", "median", "min", "max", "best of"));
    lines.add("─".repeat(82));
    lines.add(row("decode alone", "decode_images_per_second", "decode"));
    lines.add(row("engine alone, batch 1", "engine_images_per_second_b1", "engine_b1"));
    lines.add(row("engine alone, batch 8", "engine_images_per_second_b8", "engine_b8"));
    lines.add(row("engine alone, batch 32", "engine_images_per_second_b32", "engine_b32"));
    lines.add(row("enrich, end to end", "end_to_end_images_per_second", "end_to_end"));
    lines.add("─".repeat(82));
    Figure share = figure("end_to_end_vs_parts");
    lines.add(
        String.format(
            "%-22s %10.3f %10.3f %10.3f   of 1/(1/decode + 1/engine)",
            "end to end vs parts", share.median(), share.min(), share.max()));
    lines.add("");
    lines.add(wholeInSeconds());
    lines.add(
        "Engine's time: "
            + report.engineTimeShares().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(e -> String.format("%s %.1f %%", e.getKey(), 100 * e.getValue()))
                .collect(Collectors.joining(", "))
            + String.format(
                "; %.2f passes per token, %.0f tokens per picture",
                report.passesPerToken(), report.outputTokensPerImage()));
    Machine machine = report.machine();
    lines.add(
        String.format(
            "%s, %d cores, %d GB, %s; model %s%s",
            machine.cpu(),
            machine.cores(),
            machine.memoryGb(),
            machine.java(),
            report.model(),
            report.quick() ? "; quick: few pictures, rough figures" : ""));
    if (machine.disturbed()) {
      lines.add(
          String.format(
              "Other processes took %.0f %% of the machine meanwhile: the figures are too low.",
              100 * machine.othersShare()));
    }

    return lines;
  }

  private String row(String title, String name, String part) {
    Figure figure = figure(name);
    return String.format(
        "%-22s %10.1f %10.1f %10.1f   %s",
        title, figure.median(), figure.min(), figure.max(), report.best().get(part).text());
  }

  /** Says where the time of the whole goes, for planning and commits weigh on few pictures. */
  private String wholeInSeconds() {
    double whole = report.endToEndSeconds().get("whole");
    double describing = report.endToEndSeconds().get("describing");
    return String.format(
        "Of %.1f s end to end, planning and commits take %.1f s (%.0f %%), however few or many the"
            + " pictures are;%nwithout them it is %.3f of the yardstick.",
        whole, whole - describing, 100 * (1 - describing / whole), report.describingVsParts());
  }

  private Figure figure(String name) {
    return new Figure(report.repeats().get(name));
  }
}
