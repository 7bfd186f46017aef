package io.vitrine.taxonomy;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of one field. Travels to executors. */
public final class Terms implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a field that no file describes: every spelling is its own value. */
  static final Terms NONE = new Terms(Map.of(), Map.of());

  private static final Pattern STEP = Pattern.compile("[/>›»]");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");

  private final HashMap<String, String> values;
  private final HashMap<String, String> parents;

  /**
   * @param values by folded spelling
   * @param parents by value, without cycles; top values have none
   */
  Terms(Map<String, String> values, Map<String, String> parents) {
    this.values = new HashMap<>(values);
    this.parents = new HashMap<>(parents);
  }

  /**
   * The value that a text means; the text itself, without blanks around, where none is known.
   *
   * @param text may be null, which is no value
   */
  public String canonical(String text) {
    return text == null ? null : value(text).orElseGet(text::strip);
  }

  /** The same for all texts that mean the same, and told apart by nothing but their letters. */
  public String key(String text) {
    return folded(canonical(text));
  }

  /** Whether no file describes the field. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether a text means one of the values. */
  public boolean knows(String text) {
    return value(text).isPresent();
  }

  /** A value and all that it is a kind of; a value that is not known is only itself. */
  public Set<String> lineage(String value) {
    Set<String> lineage = new LinkedHashSet<>();
    for (String v = value; v != null; v = parents.get(v)) {
      lineage.add(v);
    }

    return lineage;
  }

  private Optional<String> value(String text) {
    String whole = values.get(folded(text));
    return whole == null ? endOfPath(text) : Optional.of(whole);
  }

  /** The last value of a path, if every step before it is above the next. */
  private Optional<String> endOfPath(String text) {
    List<String> steps =
        STEP.splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFKC))
            .map(step -> values.get(folded(step)))
            .toList();
    if (steps.isEmpty()) {
      return Optional.empty();
    }

    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      if (step == null || i > 0 && !lineage(parents.get(step)).contains(steps.get(i - 1))) {
        return Optional.empty();
      }
    }

    return Optional.of(steps.get(steps.size() - 1));
  }

  /** What counts of a spelling: letters and digits, without their case and width. */
  static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return SIGNS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
