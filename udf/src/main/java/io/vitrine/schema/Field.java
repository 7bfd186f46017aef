package io.vitrine.schema;

import java.util.List;

/** One property of an answer. The three kinds are all that a schema can say. */
public sealed interface Field {

  /** The property's name in the JSON. */
  String name();

  /**
   * A string out of a closed vocabulary.
   *
   * @param values at least one, all different
   */
  record Choice(String name, List<String> values) implements Field {}

  /**
   * A free string.
   *
   * @param minLength least number of characters (code points)
   * @param maxLength largest number of characters (code points)
   */
  record Text(String name, int minLength, int maxLength) implements Field {}

  /**
   * An array of free strings.
   *
   * @param minLength least number of characters of an item
   * @param maxLength largest number of characters of an item
   * @param minItems least number of items
   * @param maxItems largest number of items
   */
  record TextList(String name, int minLength, int maxLength, int minItems, int maxItems)
      implements Field {}
}
