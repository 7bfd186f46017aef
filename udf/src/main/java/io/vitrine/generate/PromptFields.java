package io.vitrine.generate;

import io.vitrine.prompt.Prompt;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of a product table that a prompt's text names, such as {@code {title}}. */
public final class PromptFields {
  private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");

  private PromptFields() {}

  /** The names, each once, in the order of the text. */
  public static List<String> of(Prompt prompt) {
    return FIELD.matcher(prompt.text()).results().map(m -> m.group(1)).distinct().toList();
  }

  /** The prompt with a row's values put in; a value that looks like a field stays as it is. */
  static Prompt filled(Prompt prompt, Map<String, String> values) {
    String text =
        FIELD
            .matcher(prompt.text())
            .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), m.group())));
    if (text.equals(prompt.text())) {
      return prompt;
    }

    return new Prompt(
        prompt.id(),
        prompt.version(),
        prompt.channel(),
        prompt.system(),
        text,
        prompt.schema(),
        prompt.maxOutputTokens(),
        prompt.sampling());
  }
}
