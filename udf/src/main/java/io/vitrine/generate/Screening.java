package io.vitrine.generate;

import io.vitrine.privacy.Masked;
import io.vitrine.privacy.PersonalDataFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps personal data out of one picture's prompts, and out of what is kept of its answers. */
final class Screening {
  private static final PersonalDataFilter FILTER = new PersonalDataFilter();

  private final Map<String, String> fields = new LinkedHashMap<>();
  private int places;

  /**
   * @param values of the product's columns, as they came
   */
  Screening(Map<String, String> values) {
    values.forEach((name, value) -> fields.put(name, value == null ? null : masked(value)));
  }

  /** The product's values, fit for a prompt. */
  Map<String, String> fields() {
    return fields;
  }

  /** An answer's values, fit for a table. */
  Map<String, Object> answer(Map<String, Object> values) {
    Map<String, Object> screened = new LinkedHashMap<>(values);
    screened.replaceAll((name, value) -> maskedValue(value));
    return screened;
  }

  /** How many places were masked so far. */
  int places() {
    return places;
  }

  /** A text without personal data, not counted. */
  static String text(String text) {
    return FILTER.mask(text).text();
  }

  private Object maskedValue(Object value) {
    if (value instanceof List<?> values) {
      return values.stream().map(this::maskedValue).toList();
    }

    return value instanceof String text ? masked(text) : value;
  }

  private String masked(String text) {
    Masked masked = FILTER.mask(text);
    places += masked.places();
    return masked.text();
  }
}
