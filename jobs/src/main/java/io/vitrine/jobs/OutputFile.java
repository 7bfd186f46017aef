package io.vitrine.jobs;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that a command writes at its end, checked at its beginning. */
public final class OutputFile {
  /** Writes a file. */
  @FunctionalInterface
  interface Content {
    /**
     * Writes.
     *
     * @param part where to; its ending is that of the file
     */
    void writeTo(Path part) throws IOException;
  }

  private OutputFile() {}

  /**
   * Checks that the file can be written.
   *
   * @param kind what it is to people, such as {@code report}
   * @throws io.vitrine.error.VitrineException when it cannot
   */
  public static void requireWritable(String kind, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw Errors.invalid(
          "Cannot write the " + kind + " " + file,
          Files.isDirectory(file) ? "it is a folder" : folder + " is not a folder to write into",
          "Name a file in a folder that exists");
    }
  }

  /**
   * Writes a text in UTF-8; whoever reads the file sees all of it or the one before.
   *
   * @throws io.vitrine.error.VitrineException when it cannot be written
   */
  public static void write(String kind, Path file, String text) {
    write(kind, file, part -> Files.writeString(part, text));
  }

  /** Writes anything; likewise. The file has the rights that a new one gets. */
  static void write(String kind, Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling("." + UUID.randomUUID() + "-" + target.getFileName());
    try {
      try {
        content.writeTo(part);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw Errors.failed(
          "Cannot write the " + kind + " " + file,
          String.valueOf(e.getMessage()),
          "Everything else is done: look at the folder, then start the command again",
          e);
    }
  }
}
