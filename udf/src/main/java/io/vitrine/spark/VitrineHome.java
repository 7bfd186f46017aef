package io.vitrine.spark;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.io.FileUtils;

/**
 * Where Vitrine's own files lie: {@code conf/} and the bundles in {@code models/}. The launcher
 * says where; a bare spark-submit, or an executor on another host, has the jar alone, and uses the
 * copies packed in it.
 */
public final class VitrineHome {
  /** System property with the directory's path. */
  public static final String PROPERTY = "vitrine.home";

  private static final String PACKED = "vitrine/";

  private VitrineHome() {}

  /**
   * The directory.
   *
   * @throws io.vitrine.error.VitrineException when nothing says where it is and this is no jar
   */
  public static Path directory() {
    String named = System.getProperty(PROPERTY, System.getenv("VITRINE_HOME"));
    if (named != null && Files.isDirectory(Path.of(named))) {
      return Path.of(named);
    }

    return Unpacked.DIRECTORY.orElseThrow(
        () ->
            Errors.invalid(
                "Cannot find Vitrine's own files",
                named == null ? "vitrine.home is not set" : named + " is not a directory",
                "Use the launcher ./vitrine, or set VITRINE_HOME"));
  }

  /** Prompts, schemas and settings. */
  public static Path conf() {
    return directory().resolve("conf");
  }

  /** The bundle that comes with Vitrine under this name, whether or not it exists. */
  public static Path model(String name) {
    return directory().resolve("models").resolve(name);
  }

  /** The copies in the jar, unpacked by whoever needs them first in this JVM. */
  private static final class Unpacked {
    static final Optional<Path> DIRECTORY = unpack();

    private static Optional<Path> unpack() {
      try {
        Path jar =
            Path.of(VitrineHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Files.isRegularFile(jar) ? unpack(jar) : Optional.empty();
      } catch (IOException | URISyntaxException e) {
        throw Errors.failed(
            "Cannot unpack Vitrine's own files",
            String.valueOf(e.getMessage()),
            "Make room in " + System.getProperty("java.io.tmpdir") + ", or set VITRINE_HOME",
            e);
      }
    }

    private static Optional<Path> unpack(Path source) throws IOException {
      try (JarFile jar = new JarFile(source.toFile())) {
        List<JarEntry> entries =
            jar.stream()
                .filter(entry -> entry.getName().startsWith(PACKED) && !entry.isDirectory())
                .toList();
        if (entries.isEmpty()) {
          return Optional.empty();
        }

        Path directory = Files.createTempDirectory("vitrine-home-");
        FileUtils.forceDeleteOnExit(directory.toFile());
        for (JarEntry entry : entries) {
          Path file = directory.resolve(entry.getName().substring(PACKED.length()));
          Files.createDirectories(file.getParent());
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }

        return Optional.of(directory);
      }
    }
  }
}
