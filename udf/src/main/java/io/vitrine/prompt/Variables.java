package io.vitrine.prompt;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a prompt's text takes from each product: {@code {title}} is the value of the product table's
 * column {@code title}, or the default where the table has no such column or the cell is blank.
 *
 * @param defaults by name; a name in the text that has none must be a column
 * @param maxLength largest number of characters (code points) of a value; a longer one is cut
 * @param overrides what is said otherwise about products of a category, by the product table's
 *     column {@code category}
 */
public record Variables(
    Map<String, String> defaults, int maxLength, Map<String, Override> overrides)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The column whose values {@link #overrides} are for. */
  public static final String CATEGORY = "category";

  /** About as long as a shop lets a product's title be. */
  static final int USUAL_MAX_LENGTH = 60;

  public static final Variables NONE = new Variables(Map.of(), USUAL_MAX_LENGTH, Map.of());

  public Variables {
    defaults = new TreeMap<>(defaults);
    overrides = new TreeMap<>(overrides);
  }

  /**
   * What is said otherwise about one category.
   *
   * @param text the task in place of the prompt's own; null to keep that
   * @param defaults in place of the prompt's own, where named
   */
  public record Override(String text, Map<String, String> defaults) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Override {
      defaults = new TreeMap<>(defaults);
    }
  }

  /** Whether every product is told the same. */
  public boolean isEmpty() {
    return defaults.isEmpty() && overrides.isEmpty();
  }
}
