package io.vitrine.prompt;

import io.vitrine.schema.OutputSchema;

/**
 * One version of one prompt, from {@code conf/prompts/<id>.yaml} or {@code
 * conf/prompts/<id>@<version>.yaml}.
 *
 * @param id the file's name without its ending and version
 * @param version versions are immutable; a changed text needs a new one
 * @param channel the channel of {@code copy} that this prompt fills; {@code detail} for the one
 *     that also fills {@code attributes}
 * @param system instructions, before the picture; shared by all pictures
 * @param text the task, after the picture
 * @param schema what the answer looks like
 * @param maxOutputTokens length budget of an answer, in tokens
 * @param sampling how its tokens are chosen
 * @param variables what the text takes from each product
 */
public record Prompt(
    String id,
    int version,
    String channel,
    String system,
    String text,
    OutputSchema schema,
    int maxOutputTokens,
    Sampling sampling,
    Variables variables) {

  /** A prompt that says the same about every product. */
  public Prompt(
      String id,
      int version,
      String channel,
      String system,
      String text,
      OutputSchema schema,
      int maxOutputTokens,
      Sampling sampling) {
    this(id, version, channel, system, text, schema, maxOutputTokens, sampling, Variables.NONE);
  }

  /** The prompt's name in tables: {@code id@version}. */
  public String name() {
    return id + "@" + version;
  }

  /** The same prompt with this text, and nothing left to put in. */
  public Prompt withText(String said) {
    return new Prompt(id, version, channel, system, said, schema, maxOutputTokens, sampling);
  }

  /** The same prompt with its tokens chosen otherwise. */
  public Prompt withSampling(Sampling other) {
    return new Prompt(
        id, version, channel, system, text, schema, maxOutputTokens, other, variables);
  }

  /** The same prompt with these variables. */
  Prompt withVariables(Variables others) {
    return new Prompt(
        id, version, channel, system, text, schema, maxOutputTokens, sampling, others);
  }
}
