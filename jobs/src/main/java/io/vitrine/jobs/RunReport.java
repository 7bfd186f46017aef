package io.vitrine.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's figures for the person who watched it. */
final class RunReport {
  private RunReport() {}

  /** The lines of the report: a table, where the results are, and what to type next. */
  static List<String> of(RunSummary run, String warehouse) {
    List<String> lines = new ArrayList<>(figures(run).lines());
    lines.add("");
    if (run.status().equals(RunSummary.DRY_RUN)) {
      lines.addAll(forecast(run.forecast()));
      lines.add("Nothing was run and nothing was written.");
      return lines;
    }

    if (run.status().equals(RunSummary.BUDGET_EXCEEDED)) {
      lines.add("Too many pictures failed: " + run.reason() + ".");
      lines.add("What was good is committed.");
    }

    if (run.status().equals(RunSummary.GATE_MISSED)) {
      lines.add("The results are not good enough; what was done is committed.");
    }

    if (run.status().equals(RunSummary.STOPPED)) {
      lines.add("Stopped; what was done is committed, and the same command goes on from here.");
    }

    lines.add("Tables: " + warehouse);
    lines.add(
        String.format(
            "Next:   ./vitrine sql --warehouse %s \"SELECT * FROM attributes LIMIT 10\"",
            warehouse));
    return lines;
  }

  private static List<String> forecast(Forecast forecast) {
    if (forecast.pictures() == 0) {
      return List.of();
    }

    if (forecast.pace() == null) {
      return List.of("How long it takes is not known before this model's first run here.");
    }

    Forecast.Pace pace = forecast.pace();
    return List.of(
        String.format(
            Locale.ROOT,
            "Likely to take %s and cost %s%.2f: run %s did %.1f pictures a second on %d"
                + " executor%s.",
            ProgressLine.left(Math.round(forecast.seconds())),
            forecast.cost().currency(),
            forecast.cost().amount(),
            pace.runId(),
            pace.imagesPerSecond(),
            pace.executors(),
            pace.executors() == 1 ? "" : "s"));
  }

  /** Where the pictures went. */
  static TextTable figures(RunSummary run) {
    RunSummary.Counts counts = run.counts();
    boolean dry = run.status().equals(RunSummary.DRY_RUN);
    TextTable table = new TextTable(List.of("pictures", "count")).alignRight(1);
    row(table, "read", counts.input());
    row(table, "reused", counts.reused());
    row(table, "skipped (known permanent fault)", counts.skipped());
    if (dry) {
      row(table, "to do", counts.todo());
      row(table, "  of them stale", counts.stale());
      row(table, "  of them failed before", run.forecast().failedBefore());
    } else {
      row(table, "ok", counts.ok());
      row(table, "failed", counts.failed());
      run.errorCodes().forEach((code, count) -> row(table, "  " + code, count));
      if (counts.untried() > 0) {
        row(table, "left for another run", counts.untried());
      }

      table.row(List.of("per second", String.format(Locale.ROOT, "%.1f", run.imagesPerSecond())));
    }

    return table;
  }

  private static void row(TextTable table, String name, long count) {
    table.row(List.of(name, Long.toString(count)));
  }
}
