package io.vitrine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON of what can always be written: texts, numbers, nulls, and lists, maps and records of those.
 * Components of records get names in snake case.
 */
public final class JsonText {
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .writer();

  private JsonText() {}

  /** In one line. */
  public static String line(Object value) {
    return write(WRITER, value);
  }

  /** For people, too: indented, over many lines. */
  public static String indented(Object value) {
    return write(WRITER.withDefaultPrettyPrinter(), value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers can always be written", e);
    }
  }
}
