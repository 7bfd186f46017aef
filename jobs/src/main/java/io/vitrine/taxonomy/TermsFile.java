package io.vitrine.taxonomy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.json.YamlFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One file of {@code conf/taxonomy}: each value with its parent and its aliases. */
final class TermsFile {
  private final Path file;

  TermsFile(Path file) {
    this.file = file;
  }

  /** What is said of a value; either may be left out. */
  private record Entry(
      @JsonProperty("parent") String parent, @JsonProperty("aliases") List<String> aliases) {}

  /**
   * Reads and checks the file.
   *
   * @throws VitrineException when it is no such file, a spelling has two meanings, a parent is no
   *     value, or a value is a kind of itself
   */
  Terms read() {
    Map<String, Entry> entries =
        YamlFile.read(file, new TypeReference<LinkedHashMap<String, Entry>>() {}, this::wrong);
    if (entries == null) {
      return Terms.NONE;
    }

    entries.replaceAll((value, entry) -> entry == null ? new Entry(null, null) : entry);
    Map<String, String> parents = new LinkedHashMap<>();
    entries.forEach(
        (value, entry) -> {
          if (entry.parent() != null) {
            parents.put(value, entry.parent());
          }
        });
    parents.forEach((value, parent) -> requireTree(value, parent, entries, parents));
    return new Terms(spellings(entries), parents);
  }

  private void requireTree(
      String value, String parent, Map<String, Entry> entries, Map<String, String> parents) {
    if (!entries.containsKey(parent)) {
      throw wrong(value + " has the parent " + parent + ", which is no value", null);
    }

    Set<String> path = new LinkedHashSet<>();
    for (String v = value; v != null; v = parents.get(v)) {
      if (!path.add(v)) {
        throw wrong(v + " is a kind of itself: " + String.join(" > ", path) + " > " + v, null);
      }
    }
  }

  private Map<String, String> spellings(Map<String, Entry> entries) {
    Map<String, String> spellings = new HashMap<>();
    entries.keySet().forEach(value -> add(spellings, value, value));
    entries.forEach(
        (value, entry) -> {
          for (String alias : entry.aliases() == null ? List.<String>of() : entry.aliases()) {
            add(spellings, alias, value);
          }
        });
    return spellings;
  }

  private void add(Map<String, String> spellings, String spelling, String value) {
    String folded = spelling == null ? "" : Terms.folded(spelling);
    if (folded.isEmpty()) {
      throw wrong(value + " has the spelling '" + spelling + "', which holds no letter", null);
    }

    String earlier = spellings.put(folded, value);
    if (earlier != null) {
      throw wrong(
          earlier.equals(value)
              ? value + " has the alias " + spelling + ", which is another of its spellings"
              : value + " has the spelling " + spelling + ", which means " + earlier + " already",
          null);
    }
  }

  private VitrineException wrong(String reason, Exception cause) {
    return Errors.invalid(
        "Cannot use the taxonomy " + file,
        reason,
        "Give every spelling one meaning and every value one place in the tree",
        cause);
  }
}
