package io.vitrine.prompt;

import io.vitrine.schema.OutputSchema;

/**
 * One version of one prompt, from {@code conf/prompts/<id>.yaml}.
 *
 * @param id the file's name without its ending
 * @param version versions are immutable; a changed text needs a new one
 * @param channel the channel of {@code copy} that this prompt fills; {@code detail} for the one
 *     that also fills {@code attributes}
 * @param system instructions, before the picture; shared by all pictures
 * @param text the task, after the picture
 * @param schema what the answer looks like
 * @param maxOutputTokens length budget of an answer, in tokens
 * @param sampling how its tokens are chosen
 */
public record Prompt(
    String id,
    int version,
    String channel,
    String system,
    String text,
    OutputSchema schema,
    int maxOutputTokens,
    Sampling sampling) {

  /** The prompt's name in tables: {@code id@version}. */
  public String name() {
    return id + "@" + version;
  }
}
