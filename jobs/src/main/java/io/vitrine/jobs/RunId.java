package io.vitrine.jobs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Names runs so that they sort by time and never meet. */
final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private RunId() {}

  static String next(Instant started) {
    return TIME.format(started) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
