package io.vitrine.spark;

import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.Sampling;
import io.vitrine.prompt.Variables;
import io.vitrine.schema.OutputSchema;
import java.io.Serializable;

/** A prompt as it travels to executors. */
record PromptSpec(
    String id,
    int version,
    String channel,
    String system,
    String text,
    String schemaId,
    String schemaJson,
    int maxOutputTokens,
    Sampling sampling,
    Variables variables)
    implements Serializable {

  static PromptSpec of(Prompt prompt) {
    return new PromptSpec(
        prompt.id(),
        prompt.version(),
        prompt.channel(),
        prompt.system(),
        prompt.text(),
        prompt.schema().id(),
        prompt.schema().canonicalJson(),
        prompt.maxOutputTokens(),
        prompt.sampling(),
        prompt.variables());
  }

  Prompt prompt() {
    OutputSchema schema = OutputSchema.parse(schemaId, schemaJson, schemaId + " of prompt " + id);
    return new Prompt(
        id, version, channel, system, text, schema, maxOutputTokens, sampling, variables);
  }
}
