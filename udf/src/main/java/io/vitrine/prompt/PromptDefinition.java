package io.vitrine.prompt;

import io.vitrine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version of a prompt says, in one form: white space and comments of its file, and settings
 * that are as if they were not there, make no difference. The content of the output schema is not
 * part of it: a vocabulary may grow under the same prompt, and makes old answers stale by itself.
 *
 * @param prompt {@code id@version}
 * @param json what it says, by the names of the file's settings
 * @param sha256 of {@code json}, in hexadecimal
 */
public record PromptDefinition(String prompt, String json, String sha256) {
  public static PromptDefinition of(Prompt prompt) {
    Map<String, Object> said = new TreeMap<>();
    said.put("channel", prompt.channel());
    said.put("schema", prompt.schema().id());
    said.put("maxOutputTokens", prompt.maxOutputTokens());
    said.put("system", prompt.system());
    said.put("text", prompt.text());
    if (!prompt.sampling().greedy()) {
      said.put("sampling", prompt.sampling().text());
    }

    Variables variables = prompt.variables();
    if (!variables.isEmpty()) {
      said.put("variables", variables.defaults());
    }

    if (variables.maxLength() != Variables.USUAL_MAX_LENGTH) {
      said.put("maxVariableLength", variables.maxLength());
    }

    if (!variables.overrides().isEmpty()) {
      said.put("overrides", overrides(variables));
    }

    String json = JsonText.line(said);
    return new PromptDefinition(prompt.name(), json, sha256(json));
  }

  private static Map<String, Object> overrides(Variables variables) {
    Map<String, Object> overrides = new TreeMap<>();
    variables
        .overrides()
        .forEach(
            (category, other) -> {
              Map<String, Object> said = new TreeMap<>(Map.of("variables", other.defaults()));
              if (other.text() != null) {
                said.put("text", other.text());
              }

              overrides.put(category, said);
            });
    return overrides;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
