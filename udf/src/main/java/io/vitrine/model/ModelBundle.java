package io.vitrine.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model on disk: a directory with {@code bundle.json}, {@code tokenizer.json}, {@code vision.pt},
 * {@code decoder.pt} and {@code reference.json}. Opening reads and hashes; nothing native is
 * loaded.
 */
public final class ModelBundle {
  static final String MANIFEST = "bundle.json";
  static final String TOKENIZER = "tokenizer.json";
  static final String VISION = "vision.pt";
  static final String DECODER = "decoder.pt";
  static final String REFERENCE = "reference.json";

  private static final int FORMAT = 3;
  private static final List<String> REQUIRED = List.of(TOKENIZER, VISION, DECODER, REFERENCE);
  static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Path directory;
  private final Manifest manifest;
  private final String digest;

  private ModelBundle(Path directory, Manifest manifest, String digest) {
    this.directory = directory;
    this.manifest = manifest;
    this.digest = digest;
  }

  /**
   * Reads a bundle and compares the sha256 of every file with what the manifest says.
   *
   * @throws VitrineException when a file is missing, differs or makes no sense
   */
  public static ModelBundle open(Path directory) {
    Path file = directory.resolve(MANIFEST);
    byte[] json;
    try {
      json = Files.readAllBytes(file);
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot open the model bundle " + directory,
          "there is no readable " + MANIFEST + " in it",
          "Check the path, or export a bundle with `python -m vitrine_models export`",
          e);
    }

    Manifest manifest;
    try {
      manifest = JSON.readValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw broken(directory, MANIFEST + " cannot be read: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw broken(directory, MANIFEST + " cannot be read", e);
    }

    if (manifest.format() != FORMAT) {
      throw broken(
          directory,
          "its format is " + manifest.format() + ", ours is " + FORMAT,
          /* cause= */ null);
    }

    StringBuilder hashes = new StringBuilder(MANIFEST + " " + Sha256.of(json) + "\n");
    for (var entry : new TreeMap<>(manifest.files()).entrySet()) {
      String actual = hash(directory, entry.getKey());
      if (!actual.equals(entry.getValue().sha256())) {
        throw broken(
            directory,
            String.format(
                "sha256 of %s is %s, %s says %s",
                entry.getKey(), actual, MANIFEST, entry.getValue().sha256()),
            /* cause= */ null);
      }

      hashes.append(entry.getKey()).append(' ').append(actual).append('\n');
    }

    for (String name : REQUIRED) {
      if (!manifest.files().containsKey(name)) {
        throw broken(directory, MANIFEST + " does not list " + name, /* cause= */ null);
      }
    }

    return new ModelBundle(
        directory, manifest, Sha256.of(hashes.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String hash(Path directory, String name) {
    if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
      throw broken(directory, "the file name \"" + name + "\" leads elsewhere", /* cause= */ null);
    }

    try {
      return Sha256.of(directory.resolve(name));
    } catch (IOException e) {
      throw broken(directory, name + " is missing or unreadable", e);
    }
  }

  static VitrineException broken(Path directory, String reason, Throwable cause) {
    return Errors.invalid(
        "The model bundle " + directory + " is broken", reason, "Copy or export it again", cause);
  }

  /** Where the bundle lies. */
  public Path directory() {
    return directory;
  }

  /** The model's name in tables: {@code name@version}. */
  public String model() {
    return name() + "@" + version();
  }

  public String name() {
    return manifest.name();
  }

  public String version() {
    return manifest.version();
  }

  /** Hash over the hashes of all files, the manifest's included: equal digest, equal model. */
  public String digest() {
    return digest;
  }

  /** Side of the square pictures the model takes, in pixels. */
  public int imageSize() {
    return manifest.image().size();
  }

  /** Tokens of one picture. */
  public int imageTokens() {
    return manifest.image().tokens();
  }

  /** Side of the merged grid of picture tokens: how far a picture advances the text's position. */
  public int imageGrid() {
    return manifest.image().grid();
  }

  /** What numbers the weights are: {@code fp32}, {@code bf16} or {@code fp16}. */
  public String dtype() {
    return manifest.dtype();
  }

  /** How near the model is to the reference implementation, and what that demands of us. */
  public Accuracy accuracy() {
    return manifest.accuracy();
  }

  /** The special tokens and the number of logits. */
  public Tokens tokens() {
    return manifest.tokens();
  }

  /** The chat template around instructions, picture and task. */
  public Template template() {
    return manifest.template();
  }

  /** The shape of the key-value cache. */
  public Cache cache() {
    return manifest.cache();
  }

  /** Bytes of one cache slot, the scratch position included. */
  public long slotBytes() {
    long numbers = 2L * cache().layers() * cache().kvHeads() * cache().headDim();
    return numbers * (cacheLength() + 1) * (dtype().equals("fp32") ? 4 : 2);
  }

  /** Positions of one cache slot, the scratch position left out: prompt and answer together. */
  public int cacheLength() {
    return cache().length();
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /**
   * {@code bundle.json} as it stands.
   *
   * @param format version of this layout
   * @param architecture the Hugging Face class the weights belong to
   * @param quantization {@code none}, or {@code int8} where the decoder's layers are stored so
   * @param files size and hash of every other file
   */
  record Manifest(
      int format,
      String name,
      String version,
      String architecture,
      String dtype,
      String quantization,
      Accuracy accuracy,
      Image image,
      Tokens tokens,
      Template template,
      Cache cache,
      Sampling sampling,
      Map<String, BundleFile> files) {}

  /**
   * What the exporter found when it held the model against the reference implementation.
   *
   * @param identicalTokens whether answers must be the reference's token by token; otherwise only
   *     its logits must be met
   * @param logitDifference largest difference of a logit at export
   * @param logitTolerance largest difference of a logit that is taken for rounding
   */
  public record Accuracy(boolean identicalTokens, double logitDifference, double logitTolerance) {}

  /**
   * What the model sees.
   *
   * @param size side in pixels
   * @param tokens tokens of one picture
   * @param grid side of the merged grid; {@code grid * grid == tokens}
   * @param mean means of the channels R G B of pixels scaled to 0..1; applied inside vision.pt
   * @param std their standard deviations
   */
  record Image(int size, int tokens, int grid, List<Double> mean, List<Double> std) {}

  /**
   * Token ids.
   *
   * @param image stands where the picture's features go
   * @param pad fills rows up; never chosen
   * @param eos any of them ends an answer
   * @param logits columns of the logits; may be more than the tokenizer has tokens
   */
  public record Tokens(int image, int pad, List<Integer> eos, int logits) {}

  /**
   * The checkpoint's chat template, rendered once with thinking off and cut at our texts: {@code
   * beforeSystem} system {@code beforePicture} picture tokens {@code afterPicture} task {@code
   * afterTask} answer. Special tokens are spelled out in these four strings and recognised only
   * here, never in system or task.
   */
  public record Template(
      String beforeSystem, String beforePicture, String afterPicture, String afterTask) {}

  /**
   * Shape of the cache.
   *
   * @param length usable positions of one slot
   */
  public record Cache(int layers, int kvHeads, int headDim, int length) {}

  /**
   * How tokens are chosen unless someone asks otherwise.
   *
   * @param temperature 0 is greedy
   */
  record Sampling(double temperature) {}

  record BundleFile(long bytes, String sha256) {}
}
