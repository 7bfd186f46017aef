package io.vitrine.jobs;

import java.util.Optional;

/** The file that holds everything a person is not shown; the launcher names it. */
final class LogFile {
  private LogFile() {}

  /** The file, or nothing where a cluster's own spark-submit decides about logs. */
  static Optional<String> path() {
    return Optional.ofNullable(System.getProperty("vitrine.log"));
  }

  /** Where the details are, as a person is told. */
  static String name() {
    return path().orElse("the driver's log");
  }
}
