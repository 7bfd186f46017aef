package io.vitrine.prompt;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The prompts of a configuration folder: {@code prompts/<id>.yaml} holds the version that the id
 * alone stands for, {@code prompts/<id>@<version>.yaml} any other. Each names its output schema in
 * {@code schemas/<schema>.json}. Read once, checked whole, and held against {@code
 * prompts/versions.lock}.
 */
public final class PromptLibrary {
  /** Fills {@code attributes} where nobody says otherwise. */
  public static final String DEFAULT_ID = "product";

  private final Path folder;
  private final Map<String, Prompt> versions;
  private final Map<String, Prompt> defaults;

  /** Names by channel; see {@link #withPromoted}. */
  private final Map<String, String> promoted;

  private PromptLibrary(
      Path folder,
      Map<String, Prompt> versions,
      Map<String, Prompt> defaults,
      Map<String, String> promoted) {
    this.folder = folder;
    this.versions = versions;
    this.defaults = defaults;
    this.promoted = promoted;
  }

  /**
   * Reads every prompt below a configuration folder.
   *
   * @throws VitrineException when the folder or one of its files is not as it should be, or a
   *     version is not what it was
   */
  public static PromptLibrary load(Path confDir) {
    Path folder = confDir.resolve("prompts");
    Map<String, Prompt> versions = new TreeMap<>();
    Map<String, Prompt> defaults = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      VersionsLock lock = VersionsLock.read(folder);
      for (Path path : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        PromptFile file = PromptFile.of(path);
        Prompt prompt = file.read(confDir.resolve("schemas"));
        lock.check(prompt);
        if (versions.put(prompt.name(), prompt) != null) {
          throw Errors.invalid(
              "The prompt " + prompt.name() + " is there twice",
              path + " has it, and so has another file",
              "Give one of them another version");
        }

        if (file.isDefault()) {
          defaults.put(prompt.id(), prompt);
        }
      }
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the prompts in " + folder,
          "the folder is missing or unreadable",
          "Check where the configuration folder is",
          e);
    }

    return new PromptLibrary(folder, versions, defaults, Map.of());
  }

  /**
   * The same prompts, some of them made the default of their channel.
   *
   * @param names {@code id@version} by channel
   */
  public PromptLibrary withPromoted(Map<String, String> names) {
    return new PromptLibrary(folder, versions, defaults, new TreeMap<>(names));
  }

  /**
   * A prompt.
   *
   * @param name {@code id@version}; or the id alone for the version that is promoted, or else that
   *     of {@code <id>.yaml}
   * @throws VitrineException when there is none, naming those there are
   */
  public Prompt prompt(String name) {
    Prompt usual = defaults.get(name);
    if (usual != null) {
      String other = promoted.getOrDefault(usual.channel(), "");
      return other.startsWith(name + "@") ? promotedPrompt(other) : usual;
    }

    Prompt prompt = versions.get(name);
    if (prompt == null) {
      throw Errors.invalid(
          "Unknown prompt \"" + name + "\"",
          "the prompts in " + folder + " are " + String.join(", ", names()),
          "Use one of them, or add " + name + ".yaml");
    }

    return prompt;
  }

  /**
   * The prompt that fills {@code attributes}.
   *
   * @param asked what {@link #prompt} takes; if empty the promoted one, or else {@link #DEFAULT_ID}
   * @throws VitrineException when it is not there
   */
  public Prompt forAttributes(Optional<String> asked) {
    if (asked.isPresent()) {
      return prompt(asked.get());
    }

    Prompt usual = prompt(DEFAULT_ID);
    String name = promoted.get(usual.channel());
    return name == null ? usual : promotedPrompt(name);
  }

  /**
   * The prompt that fills a channel of {@code copy}: the promoted one; or else the one that is
   * named as the channel, or the first by id.
   *
   * @throws VitrineException when the promoted one is not there
   */
  public Optional<Prompt> forChannel(String channel) {
    if (promoted.containsKey(channel)) {
      return Optional.of(promotedPrompt(promoted.get(channel)));
    }

    return defaults.values().stream()
        .filter(p -> p.channel().equals(channel))
        .min(Comparator.comparing((Prompt p) -> !p.id().equals(channel)).thenComparing(Prompt::id));
  }

  private Prompt promotedPrompt(String name) {
    Prompt prompt = versions.get(name);
    if (prompt == null) {
      throw Errors.invalid(
          "The default prompt of this warehouse, " + name + ", is not there",
          "it was promoted, and the prompts in " + folder + " are " + String.join(", ", names()),
          "Put its file back, or promote another version with ./vitrine promote");
    }

    return prompt;
  }

  /** All prompts, by id: of each the version that the id alone stands for. */
  public Collection<Prompt> prompts() {
    return defaults.values();
  }

  /** The names of all versions of all prompts, {@code id@version}. */
  public List<String> versions() {
    return List.copyOf(versions.keySet());
  }

  /** What {@link #prompt} knows: an id for each default, {@code id@version} for the others. */
  private List<String> names() {
    return versions.values().stream()
        .map(p -> p.equals(defaults.get(p.id())) ? p.id() : p.name())
        .toList();
  }
}
