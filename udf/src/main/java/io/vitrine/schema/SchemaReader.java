package io.vitrine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the subset of JSON Schema that {@link OutputSchema} documents, and nothing beyond it. */
final class SchemaReader {
  static final Set<String> ANNOTATIONS = Set.of("$schema", "$id", "title", "description");

  private static final Set<String> OBJECT =
      Set.of("type", "properties", "required", "additionalProperties");
  private static final Set<String> CHOICE = Set.of("type", "enum");
  private static final Set<String> TEXT = Set.of("type", "minLength", "maxLength");
  private static final Set<String> LIST = Set.of("type", "items", "minItems", "maxItems");
  private static final int MAX_LENGTH = 0xFFFF;
  private static final int MAX_ITEMS = 0xFFF;

  private final String source;

  SchemaReader(String source) {
    this.source = source;
  }

  List<Field> fields(JsonNode root) {
    keywords(root, "the schema", OBJECT);
    type(root, "the schema", "object");
    JsonNode properties = root.get("properties");
    if (properties == null || !properties.isObject() || properties.isEmpty()) {
      throw wrong("it has no properties");
    }

    List<Field> fields = new ArrayList<>();
    properties.properties().forEach(entry -> fields.add(field(entry.getKey(), entry.getValue())));

    Set<String> required = new LinkedHashSet<>();
    root.path("required").forEach(name -> required.add(name.asText()));
    for (Field field : fields) {
      if (!required.remove(field.name())) {
        throw wrong("required does not name " + field.name() + "; every answer has every property");
      }
    }

    if (!required.isEmpty()) {
      throw wrong("required names unknown properties " + required);
    }

    JsonNode additional = root.get("additionalProperties");
    if (additional == null || !additional.isBoolean() || additional.booleanValue()) {
      throw wrong("additionalProperties is not false");
    }

    return fields;
  }

  private Field field(String name, JsonNode node) {
    String type = node.path("type").asText();
    if (type.equals("array")) {
      keywords(node, name, LIST);
      JsonNode items = node.path("items");
      keywords(items, name + ".items", TEXT);
      type(items, name + ".items", "string");
      int minItems = number(node, name, "minItems", 0, 0, MAX_ITEMS);
      return new Field.TextList(
          name,
          minLength(items, name),
          maxLength(items, name),
          minItems,
          number(node, name, "maxItems", null, Math.max(minItems, 1), MAX_ITEMS));
    }

    type(node, name, "string");
    if (node.has("enum")) {
      keywords(node, name, CHOICE);
      return new Field.Choice(name, values(node.get("enum"), name));
    }

    keywords(node, name, TEXT);
    return new Field.Text(name, minLength(node, name), maxLength(node, name));
  }

  private int minLength(JsonNode node, String name) {
    return number(node, name, "minLength", 0, 0, MAX_LENGTH);
  }

  private int maxLength(JsonNode node, String name) {
    return number(node, name, "maxLength", null, minLength(node, name), MAX_LENGTH);
  }

  private List<String> values(JsonNode node, String name) {
    Set<String> values = new LinkedHashSet<>();
    for (JsonNode value : node) {
      if (!value.isTextual() || value.textValue().isEmpty() || !values.add(value.textValue())) {
        throw wrong(name + ".enum has a value that is empty, repeated or not a string: " + value);
      }
    }

    if (values.isEmpty()) {
      throw wrong(name + ".enum is empty or not an array");
    }

    return List.copyOf(values);
  }

  private int number(
      JsonNode node, String name, String keyword, Integer absent, int least, int most) {
    JsonNode value = node.get(keyword);
    if (value == null && absent != null) {
      return absent;
    }

    if (value == null || !value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw wrong(
          String.format(
              Locale.ROOT,
              "%s.%s is %s, not a whole number from %d to %d",
              name,
              keyword,
              value == null ? "missing" : value,
              least,
              most));
    }

    return value.intValue();
  }

  private void type(JsonNode node, String where, String expected) {
    String type = node.path("type").asText();
    if (!type.equals(expected)) {
      throw wrong(
          String.format("the type of %s is \"%s\", which is not supported here", where, type));
    }
  }

  private void keywords(JsonNode node, String where, Set<String> known) {
    if (!node.isObject()) {
      throw wrong(where + " is not an object");
    }

    node.fieldNames()
        .forEachRemaining(
            keyword -> {
              if (!known.contains(keyword) && !ANNOTATIONS.contains(keyword)) {
                throw wrong(
                    String.format("%s has the keyword \"%s\", which is unknown", where, keyword));
              }
            });
  }

  private VitrineException wrong(String reason) {
    return Errors.invalid(
        "Cannot use the output schema " + source,
        reason,
        "Use an object of strings (enum, or minLength and maxLength) and arrays of strings"
            + " (minItems and maxItems)");
  }
}
