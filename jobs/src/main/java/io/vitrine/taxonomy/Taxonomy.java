package io.vitrine.taxonomy;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The terms of every field that has a file in {@code conf/taxonomy}, which is named after the
 * field. Travels to executors.
 */
public final class Taxonomy implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ENDING = ".yaml";

  /** Nothing is known: every spelling is its own value. */
  public static final Taxonomy NONE = new Taxonomy(Map.of());

  private final HashMap<String, Terms> fields;

  private Taxonomy(Map<String, Terms> fields) {
    this.fields = new HashMap<>(fields);
  }

  /**
   * Reads a configuration folder; without a folder {@code taxonomy} in it nothing is known.
   *
   * @throws io.vitrine.error.VitrineException when a file cannot be used, naming file and key
   */
  public static Taxonomy load(Path conf) {
    Path folder = conf.resolve("taxonomy");
    if (!Files.isDirectory(folder)) {
      return NONE;
    }

    try (Stream<Path> files = Files.list(folder)) {
      Map<String, Terms> fields = new HashMap<>();
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
        String name = file.getFileName().toString();
        fields.put(name.substring(0, name.length() - ENDING.length()), new TermsFile(file).read());
      }

      return new Taxonomy(fields);
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the taxonomy in " + folder,
          String.valueOf(e.getMessage()),
          "Check the right to read it",
          e);
    }
  }

  /** The terms of a field. */
  public Terms terms(String field) {
    return fields.getOrDefault(field, Terms.NONE);
  }

  /** Those of some fields that are described. */
  public List<String> described(List<String> names) {
    return names.stream().filter(fields::containsKey).toList();
  }
}
