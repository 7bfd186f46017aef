package io.vitrine.prompt;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code conf/prompts/versions.lock}: the SHA-256 of what each version said when it was released,
 * so that nobody changes what results in tables are filed under. A version that it does not name is
 * a draft as far as this folder goes; each warehouse remembers what it was asked, too.
 */
final class VersionsLock {
  static final String NAME = "versions.lock";

  private final Path file;
  private final Map<String, String> hashes;

  private VersionsLock(Path file, Map<String, String> hashes) {
    this.file = file;
    this.hashes = hashes;
  }

  /**
   * Reads the lock of a folder; without a file nothing is locked.
   *
   * @throws io.vitrine.error.VitrineException when a line is not {@code id@version sha256}
   */
  static VersionsLock read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    Map<String, String> hashes = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.strip().split("\\s+");
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }

        if (parts.length != 2 || !parts[1].matches("[0-9a-f]{64}")) {
          throw Errors.invalid(
              "Cannot read " + file,
              "the line \"" + line + "\" is not ID@VERSION and a SHA-256",
              "Correct it or take it out");
        }

        hashes.put(parts[0], parts[1]);
      }
    }

    return new VersionsLock(file, hashes);
  }

  /**
   * Compares a version with what it was.
   *
   * @throws io.vitrine.error.VitrineException when it says something else now
   */
  void check(Prompt prompt) {
    PromptDefinition now = PromptDefinition.of(prompt);
    String released = hashes.get(now.prompt());
    if (released != null && !released.equals(now.sha256())) {
      int next = prompt.version() + 1;
      throw Errors.invalid(
          "The prompt " + now.prompt() + " was changed, and versions are for good",
          String.format(
              Locale.ROOT,
              "its SHA-256 is %s, and %s has %s: results in tables are filed under that name",
              now.sha256(),
              file,
              released),
          String.format(
              "Put the file back as it was, and the change into %s@%d.yaml with version: %d",
              prompt.id(), next, next));
    }
  }
}
