package io.vitrine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A report for a person. */
final class ReportTable {
  private static final int WIDTH = 92;
  private static final String RATE = "_images_per_second";
  private static final Set<String> OWN = Set.of("decode", "end_to_end");

  private final Report report;

  ReportTable(Report report) {
    this.report = report;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            "%-26s %10s %10s %10s   %s", "pictures/s", "median", "min", "max", "best of"));
    lines.add("─".repeat(WIDTH));
    lines.add(row("decode alone", "decode_images_per_second", "decode"));
    lines.add(row("engine alone, batch 1", "engine_images_per_second_b1", "engine_b1"));
    lines.add(row("engine alone, batch 8", "engine_images_per_second_b8", "engine_b8"));
    lines.add(row("engine alone, batch 32", "engine_images_per_second_b32", "engine_b32"));
    lines.add(row("enrich, end to end", "end_to_end_images_per_second", "end_to_end"));
    contenders().forEach(name -> lines.add(row(title(name), name + RATE, name)));
    lines.add("─".repeat(WIDTH));
    lines.add("");
    lines.add(String.format("%-46s %10s %12s", "", "reached", "wanted"));
    lines.add("─".repeat(WIDTH));
    Target.ALL.forEach(target -> lines.add(row(target)));
    lines.add("─".repeat(WIDTH));
    lines.add("");
    lines.add(wholeInSeconds());
    lines.add(
        "Engine's time: "
            + report.engineTimeShares().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(e -> String.format("%s %.1f %%", e.getKey(), 100 * e.getValue()))
                .collect(Collectors.joining(", "))
            + String.format(
                "; tokens per picture: %s",
                report.tokensPerImage().entrySet().stream()
                    .map(e -> String.format("%s %.1f", e.getKey(), e.getValue()))
                    .collect(Collectors.joining(", "))));
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

  /** Names of those that Vitrine was held against. */
  private List<String> contenders() {
    return report.best().keySet().stream()
        .filter(name -> report.repeats().containsKey(name + RATE))
        .filter(name -> !OWN.contains(name))
        .toList();
  }

  private static String title(String name) {
    return name.replace('_', ' ');
  }

  private String row(Target target) {
    Double reached = report.figures().get(target.key());
    String wanted = String.format("%s %.2f", target.atLeast() ? "≥" : "≤", target.wanted());
    if (reached == null) {
      String why = report.unmeasured().getOrDefault(target.key(), "not measured");
      return String.format("%-46s %10s %12s   %s", target.what(), "–", wanted, why);
    }

    return String.format(
        "%-46s %10.2f %12s   %s",
        target.what(), reached, wanted, target.isMet(reached) ? "reached" : "missed");
  }

  private String row(String title, String name, String part) {
    Figure figure = figure(name);
    return String.format(
        "%-26s %10.1f %10.1f %10.1f   %s",
        title, figure.median(), figure.min(), figure.max(), report.best().get(part).text());
  }

  /** Says where the time of the whole goes, for planning and commits weigh on few pictures. */
  private String wholeInSeconds() {
    double whole = report.endToEndSeconds().get("whole");
    double describing = report.endToEndSeconds().get("describing");
    return String.format(
        "Of %.1f s end to end, planning and commits take %.1f s (%.0f %%), however few or many the"
            + " pictures are;%nwithout them it is %.3f of 1/(1/decode + 1/engine).",
        whole,
        whole - describing,
        100 * (1 - describing / whole),
        report.figures().get("describing_vs_parts"));
  }

  private Figure figure(String name) {
    return new Figure(report.repeats().get(name));
  }
}
