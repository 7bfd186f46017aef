package io.vitrine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A YAML file in UTF-8 that people edit. Every key stands in it once, none is unknown, and those
 * that a record's component requires are there.
 */
public final class YamlFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private YamlFile() {}

  /** Makes the error for people. */
  @FunctionalInterface
  public interface Refusal {
    /**
     * The error.
     *
     * @param reason why the file cannot be used, with the line where it is in one
     */
    VitrineException of(String reason, Exception cause);
  }

  /**
   * Reads a file.
   *
   * @return null for a file without content
   * @throws VitrineException the refusal's, when it is missing or not as the type wants it
   */
  public static <T> T read(Path file, TypeReference<T> type, Refusal refusal) {
    try {
      return YAML.readValue(Files.readString(file), type);
    } catch (JsonProcessingException e) {
      throw refusal.of(line(e) + e.getOriginalMessage().lines().findFirst().orElse("no YAML"), e);
    } catch (IOException e) {
      throw refusal.of("it is missing or unreadable", e);
    }
  }

  private static String line(JsonProcessingException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : "line " + e.getLocation().getLineNr() + ": ";
  }
}
