package io.vitrine.prompt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.schema.OutputSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The prompts of a configuration folder: {@code prompts/<id>.yaml}, each naming its schema in
 * {@code schemas/<schema>.json}. Read once, checked whole.
 */
public final class PromptLibrary {
  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(PromptFile.class);

  private final Map<String, Prompt> prompts;
  private final Path folder;

  private PromptLibrary(Path folder, Map<String, Prompt> prompts) {
    this.folder = folder;
    this.prompts = Collections.unmodifiableMap(prompts);
  }

  /**
   * Reads every prompt below a configuration folder.
   *
   * @throws VitrineException when the folder or one of its files is not as it should be
   */
  public static PromptLibrary load(Path confDir) {
    Path folder = confDir.resolve("prompts");
    Map<String, Prompt> prompts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        Prompt prompt = read(file, confDir.resolve("schemas"));
        prompts.put(prompt.id(), prompt);
      }
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the prompts in " + folder,
          "the folder is missing or unreadable",
          "Check where the configuration folder is",
          e);
    }

    return new PromptLibrary(folder, prompts);
  }

  /**
   * The prompt of an id.
   *
   * @throws VitrineException when there is none, naming those there are
   */
  public Prompt prompt(String id) {
    Prompt prompt = prompts.get(id);
    if (prompt == null) {
      throw Errors.invalid(
          "Unknown prompt \"" + id + "\"",
          "the prompts in " + folder + " are " + String.join(", ", prompts.keySet()),
          "Use one of them, or add " + id + ".yaml");
    }

    return prompt;
  }

  /** The prompt that fills a channel of {@code copy}: the first by id where several do. */
  public Optional<Prompt> forChannel(String channel) {
    return prompts.values().stream().filter(p -> p.channel().equals(channel)).findFirst();
  }

  /** All prompts, by id. */
  public Collection<Prompt> prompts() {
    return prompts.values();
  }

  private static Prompt read(Path file, Path schemas) throws IOException {
    String name = file.getFileName().toString();
    String id = name.substring(0, name.length() - ".yaml".length());
    PromptFile content;
    try {
      content = YAML.readValue(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw wrong(file, e.getOriginalMessage(), e);
    }

    if (content == null
        || content.channel == null
        || content.schema == null
        || content.system == null
        || content.text == null
        || content.version < 1
        || content.maxOutputTokens < 1) {
      throw wrong(
          file, "version, channel, schema, maxOutputTokens, system or text is missing", null);
    }

    return new Prompt(
        id,
        content.version,
        content.channel,
        content.system.strip(),
        content.text.strip(),
        OutputSchema.load(schemas.resolve(content.schema + ".json")),
        content.maxOutputTokens,
        Sampling.GREEDY);
  }

  private static VitrineException wrong(Path file, String reason, Throwable cause) {
    return Errors.invalid(
        "Cannot use the prompt " + file,
        reason,
        "Correct the file; product.yaml is a model",
        cause);
  }

  private record PromptFile(
      @JsonProperty("version") int version,
      @JsonProperty("channel") String channel,
      @JsonProperty("schema") String schema,
      @JsonProperty("maxOutputTokens") int maxOutputTokens,
      @JsonProperty("system") String system,
      @JsonProperty("text") String text) {}
}
