package io.vitrine.jobs;

import io.vitrine.error.Errors;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes at its end, checked at its beginning. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Checks that the file can be written.
   *
   * @param kind what it is to people, such as {@code report}
   * @throws io.vitrine.error.VitrineException when it cannot
   */
  static void requireWritable(String kind, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw Errors.invalid(
          "Cannot write the " + kind + " " + file,
          Files.isDirectory(file) ? "it is a folder" : folder + " is not a folder to write into",
          "Name a file in a folder that exists");
    }
  }
}
