package io.vitrine.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of the tiny bundle with random weights, under versions of their own. */
final class StubBundle {
  private static final Path TINY =
      Path.of(System.getProperty("vitrine.home"), "udf/src/test/resources/bundles/tiny-random");

  private StubBundle() {}

  /** Writes a bundle; another version is another model. */
  static Path write(Path folder, String version) {
    try (Stream<Path> files = Files.list(TINY)) {
      Files.createDirectories(folder);
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }

      Path manifest = folder.resolve("bundle.json");
      String json = Files.readString(manifest);
      Files.writeString(
          manifest,
          json.replaceFirst("\"version\": *\"[^\"]*\"", "\"version\": \"" + version + "\""));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
