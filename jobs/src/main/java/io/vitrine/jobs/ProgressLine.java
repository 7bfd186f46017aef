package io.vitrine.jobs;

import io.vitrine.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows how far a run is: one line that is drawn again on a terminal, a line every ten seconds
 * elsewhere.
 */
final class ProgressLine implements Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\033[K";

  private final Console console;
  private final Clock clock;
  private String phase = "";
  private Instant phaseBegan = Instant.EPOCH;
  private long doneBefore;
  private long done;
  private Instant lastLine = Instant.EPOCH;
  private boolean drawn;

  ProgressLine(Console console) {
    this(console, Clock.systemUTC());
  }

  ProgressLine(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public synchronized void phase(String name) {
    clear();
    phase = name;
    phaseBegan = clock.instant();
    doneBefore = done;
    lastLine = phaseBegan;
    if (console.interactive()) {
      draw("· " + name + " …");
    } else {
      console.say("· " + name);
    }
  }

  @Override
  public synchronized void update(long done, long total, Map<ErrorCode, Long> failed) {
    Instant now = clock.instant();
    this.done = done;
    // another phase may count anew
    doneBefore = Math.min(doneBefore, done);
    if (console.interactive()) {
      draw("· " + phase + "  " + figures(total, failed, now));
    } else if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
      console.say("· " + phase + "  " + figures(total, failed, now));
      lastLine = now;
    }
  }

  @Override
  public synchronized void close() {
    clear();
  }

  /** Where no picture goes by, or none is left, there is no rate. */
  private String figures(long total, Map<ErrorCode, Long> failed, Instant now) {
    double seconds = Math.max(0.001, Duration.between(phaseBegan, now).toMillis() / 1000.0);
    double rate = (done - doneBefore) / seconds;
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d of %,d", done, total));
    if (rate > 0 && done < total) {
      String left = left((long) ((total - done) / rate));
      text.append(String.format(Locale.ROOT, "  %.1f/s  %s left", rate, left));
    }
    if (!failed.isEmpty()) {
      text.append(String.format(Locale.ROOT, "  %,d failed: ", Tally.total(failed)));
      text.append(codes(failed));
    }
    return text.toString();
  }

  /** The most frequent ones first: what does not fit on the line matters least. */
  private static String codes(Map<ErrorCode, Long> failed) {
    return failed.entrySet().stream()
        .sorted(Map.Entry.<ErrorCode, Long>comparingByValue().reversed())
        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A span of time as people say it: 45 s, 3 min 20 s, 2 h 05 min. */
  static String left(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  private void draw(String line) {
    String fitting = line;
    while (TextTable.width(fitting) >= console.width()) {
      fitting = fitting.substring(0, fitting.length() - 1);
    }
    console.screen().print(CLEAR_LINE + fitting);
    console.screen().flush();
    drawn = true;
  }

  private void clear() {
    if (drawn) {
      console.screen().print(CLEAR_LINE);
      console.screen().flush();
      drawn = false;
    }
  }
}
