package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A run's figures as one JSON object in a file, names in snake case. */
final class SummaryFile {
  private SummaryFile() {}

  /**
   * Writes the figures; whoever reads the file sees all of it or the one before.
   *
   * @throws io.vitrine.error.VitrineException when it cannot be written
   */
  static void write(Path file, Object figures) {
    Path target = file.toAbsolutePath();
    try {
      Path part = Files.createTempFile(target.getParent(), ".summary-", ".part");
      try {
        Files.writeString(part, JsonText.indented(figures));
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw Errors.failed(
          "Cannot write the summary " + file,
          String.valueOf(e.getMessage()),
          "The run itself is done",
          e);
    }
  }
}
