package io.vitrine.jobs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** When a page was made, as it says itself. */
final class Minute {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private Minute() {}

  static String now() {
    return FORM.format(Instant.now());
  }
}
