package io.vitrine.prompt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.json.YamlFile;
import io.vitrine.schema.OutputSchema;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code conf/prompts}: {@code <id>.yaml}, or {@code <id>@<version>.yaml}. */
final class PromptFile {
  private static final Pattern NAME =
      Pattern.compile("([\\p{L}\\p{N}_-]+)(?:@([1-9]\\d{0,8}))?\\.yaml");
  private static final int MOST_CHARACTERS = 1000;

  private final Path file;
  private final String id;
  private final Optional<Integer> versionInName;

  private PromptFile(Path file, String id, Optional<Integer> versionInName) {
    this.file = file;
    this.id = id;
    this.versionInName = versionInName;
  }

  /**
   * A file by its name.
   *
   * @throws VitrineException when it cannot be the name of a prompt
   */
  static PromptFile of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw wrong(
          file, "its name is not ID.yaml or ID@VERSION.yaml", "Give it such a name", /* e= */ null);
    }

    return new PromptFile(
        file, name.group(1), Optional.ofNullable(name.group(2)).map(Integer::valueOf));
  }

  String id() {
    return id;
  }

  /** Whether it holds the version that the id alone stands for. */
  boolean isDefault() {
    return versionInName.isEmpty();
  }

  /**
   * Reads and checks it.
   *
   * @param schemas folder of the output schemas
   */
  Prompt read(Path schemas) {
    Content content = YamlFile.read(file, new TypeReference<Content>() {}, this::wrong);
    if (content == null
        || content.channel == null
        || content.schema == null
        || content.system == null
        || content.text == null
        || content.version < 1
        || content.maxOutputTokens < 1) {
      throw wrong("version, channel, schema, maxOutputTokens, system or text is missing");
    }

    if (versionInName.isPresent() && versionInName.get() != content.version) {
      throw wrong("its name says version " + versionInName.get() + ", it " + content.version);
    }

    Prompt prompt =
        new Prompt(
            id,
            content.version,
            content.channel,
            content.system.strip(),
            content.text.strip(),
            OutputSchema.load(schemas.resolve(content.schema + ".json")),
            content.maxOutputTokens,
            sampling(content.sampling),
            variables(content));
    requireUsed(prompt, content);
    return prompt;
  }

  private Sampling sampling(SamplingContent content) {
    if (content == null) {
      return Sampling.GREEDY;
    }

    Sampling usual = Sampling.GREEDY;
    try {
      return new Sampling(
          or(content.temperature, usual.temperature()),
          or(content.topK, usual.topK()),
          or(content.topP, usual.topP()),
          or(content.repetitionPenalty, usual.repetitionPenalty()));
    } catch (IllegalArgumentException e) {
      throw wrong("sampling." + e.getMessage(), e);
    }
  }

  private Variables variables(Content content) {
    int length = or(content.maxVariableLength, Variables.USUAL_MAX_LENGTH);
    if (length < 1 || length > MOST_CHARACTERS) {
      throw wrong("maxVariableLength is " + length + " and must be from 1 to " + MOST_CHARACTERS);
    }

    Map<String, Variables.Override> overrides = new TreeMap<>();
    or(content.overrides, Map.<String, OverrideContent>of())
        .forEach((category, other) -> overrides.put(category.strip(), override(category, other)));
    return new Variables(defaults(content.variables), length, overrides);
  }

  private Variables.Override override(String category, OverrideContent other) {
    if (other == null || (other.text == null && other.variables == null)) {
      throw wrong("overrides." + category + " has neither text nor variables");
    }

    return new Variables.Override(
        other.text == null ? null : other.text.strip(), defaults(other.variables));
  }

  /** Those that have a default; a variable without one must be a column of the products. */
  private static Map<String, String> defaults(Map<String, String> variables) {
    Map<String, String> defaults = new TreeMap<>();
    or(variables, Map.<String, String>of())
        .forEach(
            (name, value) -> {
              if (value != null) {
                defaults.put(name, value.strip());
              }
            });
    return defaults;
  }

  /** A variable that no text names is a mistake in spelling. */
  private void requireUsed(Prompt prompt, Content content) {
    Set<String> declared = new HashSet<>(or(content.variables, Map.<String, String>of()).keySet());
    prompt.variables().overrides().values().forEach(o -> declared.addAll(o.defaults().keySet()));
    PromptFields.of(prompt).forEach(declared::remove);
    if (!declared.isEmpty()) {
      String names = String.join("}, {", declared.stream().sorted().toList());
      throw wrong("no text in it names {" + names + "}, which variables gives a value");
    }
  }

  private static <T> T or(T value, T absent) {
    return value == null ? absent : value;
  }

  private VitrineException wrong(String reason) {
    return wrong(reason, /* e= */ null);
  }

  private VitrineException wrong(String reason, Exception e) {
    return wrong(file, reason, "Correct the file; product.yaml is a model", e);
  }

  private static VitrineException wrong(Path file, String reason, String whatToDo, Exception e) {
    return Errors.invalid("Cannot use the prompt " + file, reason, whatToDo, e);
  }

  private record Content(
      @JsonProperty("version") int version,
      @JsonProperty("channel") String channel,
      @JsonProperty("schema") String schema,
      @JsonProperty("maxOutputTokens") int maxOutputTokens,
      @JsonProperty("system") String system,
      @JsonProperty("text") String text,
      @JsonProperty("sampling") SamplingContent sampling,
      @JsonProperty("variables") Map<String, String> variables,
      @JsonProperty("maxVariableLength") Integer maxVariableLength,
      @JsonProperty("overrides") Map<String, OverrideContent> overrides) {}

  private record SamplingContent(
      @JsonProperty("temperature") Double temperature,
      @JsonProperty("topK") Integer topK,
      @JsonProperty("topP") Double topP,
      @JsonProperty("repetitionPenalty") Double repetitionPenalty) {}

  private record OverrideContent(
      @JsonProperty("text") String text,
      @JsonProperty("variables") Map<String, String> variables) {}
}
