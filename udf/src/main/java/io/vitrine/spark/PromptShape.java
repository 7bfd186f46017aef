package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks that the answers to a prompt have what a table needs of them. */
public final class PromptShape {
  private static final List<String> TEXTS =
      List.of("category", "color", "material", "marketing_copy");
  private static final String FEATURES = "key_features";
  private static final String TEXT = "text";
  private static final Set<String> OURS =
      Set.of("category", "color", "material", "marketing_copy", FEATURES);

  private PromptShape() {}

  /**
   * The prompt fills {@code attributes} and the channel {@code detail}.
   *
   * @throws io.vitrine.error.VitrineException naming the fields that its schema lacks
   */
  public static void requireAttributes(Prompt prompt) {
    List<String> lacking = new ArrayList<>();
    for (String name : TEXTS) {
      if (!hasText(prompt, name)) {
        lacking.add(name);
      }
    }

    if (!hasList(prompt, FEATURES)) {
      lacking.add(FEATURES);
    }

    if (!lacking.isEmpty()) {
      throw Errors.invalid(
          "Prompt '" + prompt.name() + "' cannot fill the table attributes",
          "its schema lacks " + String.join(", ", lacking),
          "Use a prompt whose schema has them, such as product");
    }
  }

  /**
   * The prompt fills one channel of {@code copy}.
   *
   * @throws io.vitrine.error.VitrineException when its schema has no text, or something else that
   *     would be thrown away
   */
  public static void requireText(Prompt prompt) {
    if (!hasText(prompt, TEXT) || prompt.schema().fields().size() > 1) {
      List<String> names = prompt.schema().fields().stream().map(Field::name).toList();
      throw Errors.invalid(
          "Prompt '" + prompt.name() + "' cannot fill the channel '" + prompt.channel() + "'",
          "its schema has " + String.join(", ", names) + " and not text alone",
          "Give its schema a text and nothing else, as conf/schemas/title.json has");
    }
  }

  /** What the answers have beyond that: fields that a team has added, in the schema's order. */
  public static List<Field> furtherFields(Prompt prompt) {
    return prompt.schema().fields().stream().filter(f -> !OURS.contains(f.name())).toList();
  }

  private static boolean hasList(Prompt prompt, String name) {
    return prompt.schema().fields().stream()
        .anyMatch(f -> f instanceof Field.TextList && f.name().equals(name));
  }

  private static boolean hasText(Prompt prompt, String name) {
    return prompt.schema().fields().stream()
        .anyMatch(f -> !(f instanceof Field.TextList) && f.name().equals(name));
  }
}
