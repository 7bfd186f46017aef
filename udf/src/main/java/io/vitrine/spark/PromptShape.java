package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.Field;
import java.util.ArrayList;
import java.util.List;

/** Checks that the answers to a prompt have what a table needs of them. */
public final class PromptShape {
  private static final List<String> TEXTS =
      List.of("category", "color", "material", "marketing_copy");
  private static final String FEATURES = "key_features";

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

    boolean features =
        prompt.schema().fields().stream()
            .anyMatch(f -> f instanceof Field.TextList && f.name().equals(FEATURES));
    if (!features) {
      lacking.add(FEATURES);
    }

    if (!lacking.isEmpty()) {
      throw Errors.invalid(
          "Prompt '" + prompt.id() + "' cannot fill the table attributes",
          "its schema lacks " + String.join(", ", lacking),
          "Use a prompt whose schema has them, such as product");
    }
  }

  /**
   * The prompt fills one channel of {@code copy}.
   *
   * @throws io.vitrine.error.VitrineException when its schema has no text
   */
  public static void requireText(Prompt prompt) {
    if (!hasText(prompt, "text")) {
      throw Errors.invalid(
          "Prompt '" + prompt.id() + "' cannot fill the channel '" + prompt.channel() + "'",
          "its schema has no field text",
          "Give its schema a text, as conf/schemas/title.json has");
    }
  }

  private static boolean hasText(Prompt prompt, String name) {
    return prompt.schema().fields().stream()
        .anyMatch(f -> !(f instanceof Field.TextList) && f.name().equals(name));
  }
}
