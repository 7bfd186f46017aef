package io.vitrine.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Errors;
import io.vitrine.error.PictureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer looks like: one JSON object with fixed properties in a fixed order.
 *
 * <p>Written as a subset of JSON Schema. The object has {@code type: object}, {@code properties},
 * {@code required} naming all of them, and {@code additionalProperties: false}. A property is a
 * string with {@code enum}, a string with {@code minLength} and {@code maxLength}, or an {@code
 * array} of such strings with {@code minItems} and {@code maxItems}. {@code $schema}, {@code title}
 * and {@code description} may stand anywhere and mean nothing. Any other keyword is an error, so
 * that nothing is promised that decoding does not keep.
 */
public final class OutputSchema {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String id;
  private final List<Field> fields;
  private final String canonicalJson;
  private final Map<String, String> descriptions;

  private OutputSchema(
      String id, List<Field> fields, String canonicalJson, Map<String, String> descriptions) {
    this.id = id;
    this.fields = List.copyOf(fields);
    this.canonicalJson = canonicalJson;
    this.descriptions = Map.copyOf(descriptions);
  }

  /**
   * Reads {@code <id>.json}.
   *
   * @throws io.vitrine.error.VitrineException when the file is missing or says something outside
   *     the subset, naming the keyword
   */
  public static OutputSchema load(Path file) {
    String name = file.getFileName().toString();
    String id = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    try {
      return parse(id, Files.readString(file), file.toString());
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the output schema " + file,
          "the file is missing, unreadable or not UTF-8",
          "Check the prompt's schema setting and the file",
          e);
    }
  }

  /**
   * Parses a schema.
   *
   * @param source where the text comes from, for messages
   * @throws io.vitrine.error.VitrineException when it says something outside the subset
   */
  public static OutputSchema parse(String id, String json, String source) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw Errors.invalid(
          "Cannot parse the output schema " + source,
          e.getOriginalMessage(),
          "Correct the JSON",
          e);
    }

    List<Field> fields = new SchemaReader(source).fields(root);
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Field field : fields) {
      JsonNode said = root.path("properties").path(field.name()).path("description");
      if (said.isTextual()) {
        descriptions.put(field.name(), said.textValue());
      }
    }

    return new OutputSchema(id, fields, canonical(root).toString(), descriptions);
  }

  /** The file's name without its ending. */
  public String id() {
    return id;
  }

  /** The schema without its annotations and white space: equal text means equal promises. */
  public String canonicalJson() {
    return canonicalJson;
  }

  /** The properties, in the order in which they are written. */
  public List<Field> fields() {
    return fields;
  }

  /** What the schema says about a field for people; empty where it says nothing. */
  public Optional<String> description(Field field) {
    return Optional.ofNullable(descriptions.get(field.name()));
  }

  /**
   * Checks an answer against the schema.
   *
   * @return the values in the schema's order, each a {@code String} or a {@code List<String>}
   * @throws PictureException {@code OUTPUT_INVALID} when the text is not exactly such an object
   */
  public Map<String, Object> validate(String json) throws PictureException {
    JsonNode answer;
    try {
      answer = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new PictureException(
          ErrorCode.OUTPUT_INVALID, "The answer is not JSON: " + e.getOriginalMessage(), e);
    }

    check(answer.isObject(), "The answer is not a JSON object");
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : fields) {
      JsonNode value = answer.get(field.name());
      check(value != null, "The answer lacks %s", field.name());
      values.put(field.name(), value(field, value));
    }

    check(answer.size() == fields.size(), "The answer has properties beyond %s", values.keySet());
    return values;
  }

  private static Object value(Field field, JsonNode node) throws PictureException {
    if (field instanceof Field.Choice choice) {
      String value = text(field, node, 0, Integer.MAX_VALUE);
      check(choice.values().contains(value), "%s: \"%s\" is not allowed", field.name(), value);
      return value;
    }

    if (field instanceof Field.Text text) {
      return text(field, node, text.minLength(), text.maxLength());
    }

    Field.TextList list = (Field.TextList) field;
    check(node.isArray(), "%s is not an array", field.name());
    check(
        node.size() >= list.minItems() && node.size() <= list.maxItems(),
        "%s has %d items, not %d to %d",
        field.name(),
        node.size(),
        list.minItems(),
        list.maxItems());
    List<String> items = new ArrayList<>(node.size());
    for (JsonNode item : node) {
      items.add(text(field, item, list.minLength(), list.maxLength()));
    }

    return List.copyOf(items);
  }

  private static String text(Field field, JsonNode node, int min, int max) throws PictureException {
    check(node.isTextual(), "%s is not a string", field.name());
    String text = node.textValue();
    int length = text.codePointCount(0, text.length());
    check(
        length >= min && length <= max,
        "%s has %d characters, not %d to %d",
        field.name(),
        length,
        min,
        max);
    return text;
  }

  private static void check(boolean condition, String message, Object... values)
      throws PictureException {
    if (!condition) {
      throw new PictureException(
          ErrorCode.OUTPUT_INVALID, String.format(Locale.ROOT, message, values));
    }
  }

  /** The schema with its annotations left out; the order of properties is part of the promise. */
  private static JsonNode canonical(JsonNode node) {
    return canonical(node, /* names= */ false);
  }

  private static JsonNode canonical(JsonNode node, boolean names) {
    if (!node.isObject()) {
      return node;
    }

    var copy = JSON.createObjectNode();
    node.fields()
        .forEachRemaining(
            entry -> {
              // below "properties" stand names, which may well be spelled like an annotation
              if (names || !SchemaReader.ANNOTATIONS.contains(entry.getKey())) {
                boolean properties = !names && entry.getKey().equals("properties");
                copy.set(entry.getKey(), canonical(entry.getValue(), properties));
              }
            });
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputSchema schema
        && schema.id.equals(id)
        && schema.canonicalJson.equals(canonicalJson);
  }

  @Override
  public int hashCode() {
    return canonicalJson.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
