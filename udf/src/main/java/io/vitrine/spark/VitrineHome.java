package io.vitrine.spark;

import io.vitrine.error.Errors;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Vitrine's own files lie: {@code conf/} and the bundles in {@code models/}. */
public final class VitrineHome {
  /** System property with the directory's path. */
  public static final String PROPERTY = "vitrine.home";

  private VitrineHome() {}

  /**
   * The directory.
   *
   * @throws io.vitrine.error.VitrineException when nothing says where it is
   */
  public static Path directory() {
    String property = System.getProperty(PROPERTY, System.getenv("VITRINE_HOME"));
    if (property == null || !Files.isDirectory(Path.of(property))) {
      throw Errors.invalid(
          "Cannot find Vitrine's own files",
          property == null ? "vitrine.home is not set" : property + " is not a directory",
          "Use the launcher ./vitrine, or set VITRINE_HOME");
    }

    return Path.of(property);
  }

  /** Prompts, schemas and settings. */
  public static Path conf() {
    return directory().resolve("conf");
  }

  /** The bundle that comes with Vitrine under this name, whether or not it exists. */
  public static Path model(String name) {
    return directory().resolve("models").resolve(name);
  }
}
