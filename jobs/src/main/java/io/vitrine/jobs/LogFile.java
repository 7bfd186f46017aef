package io.vitrine.jobs;

/** The file that holds everything a person is not shown. */
final class LogFile {
  private LogFile() {}

  /** Where details are, as it is told to a person. */
  static String name() {
    return System.getProperty("vitrine.log", "Spark's driver log");
  }
}
