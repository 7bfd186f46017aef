package io.vitrine.prompt;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns of a product table that a prompt's text names, such as {@code {title}}. */
public final class PromptFields {
  private static final Pattern FIELD = Pattern.compile("\\{([\\p{L}_][\\p{L}\\p{N}_]*)}");

  private PromptFields() {}

  /** The names, each once, in the order of the text; what categories are told otherwise is last. */
  public static List<String> of(Prompt prompt) {
    Stream<String> others =
        prompt.variables().overrides().isEmpty() ? Stream.of() : Stream.of(Variables.CATEGORY);
    return Stream.concat(texts(prompt).flatMap(PromptFields::names), others).distinct().toList();
  }

  /** Those of the names that have no default, so that the product table must have them. */
  public static List<String> required(Prompt prompt) {
    return texts(prompt)
        .flatMap(PromptFields::names)
        .filter(name -> !prompt.variables().defaults().containsKey(name))
        .distinct()
        .toList();
  }

  /**
   * The prompt with a row's values put in. A value is data: it is made fit to stand in the text, it
   * cannot end the quotes or brackets that the text puts around it, and one that looks like a field
   * stays as it is.
   *
   * @param values by column; a column that is missing or blank gets its default, and stays as it is
   *     in the text where there is none
   */
  public static Prompt filled(Prompt prompt, Map<String, String> values) {
    Variables variables = prompt.variables();
    Variables.Override other =
        variables.overrides().get(values.getOrDefault(Variables.CATEGORY, "").strip());
    String template = other == null || other.text() == null ? prompt.text() : other.text();
    String text =
        FIELD
            .matcher(template)
            .replaceAll(
                field ->
                    Matcher.quoteReplacement(value(field, template, variables, other, values)));
    return text.equals(prompt.text()) ? prompt : prompt.withText(text);
  }

  private static String value(
      MatchResult field,
      String template,
      Variables variables,
      Variables.Override other,
      Map<String, String> values) {
    String name = field.group(1);
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      String usual = variables.defaults().getOrDefault(name, value);
      value = other == null ? usual : other.defaults().getOrDefault(name, usual);
    }

    return value == null
        ? field.group()
        : OutsideText.clean(value, variables.maxLength(), delimiters(template, field));
  }

  /** The quotes or brackets around a field, both of each pair. */
  private static String delimiters(String template, MatchResult field) {
    StringBuilder found = new StringBuilder();
    if (field.start() > 0) {
      addIfDelimiter(template.codePointBefore(field.start()), found);
    }

    if (field.end() < template.length()) {
      addIfDelimiter(template.codePointAt(field.end()), found);
    }

    return found.toString();
  }

  private static void addIfDelimiter(int codePoint, StringBuilder found) {
    switch (Character.getType(codePoint)) {
      case Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION ->
          found.appendCodePoint(codePoint);
      default -> {
        if (codePoint == '\'') {
          found.appendCodePoint(codePoint);
        }
      }
    }
  }

  private static Stream<String> texts(Prompt prompt) {
    return Stream.concat(
        Stream.of(prompt.text()),
        prompt.variables().overrides().values().stream()
            .map(Variables.Override::text)
            .filter(Objects::nonNull));
  }

  private static Stream<String> names(String text) {
    return FIELD.matcher(text).results().map(field -> field.group(1));
  }
}
