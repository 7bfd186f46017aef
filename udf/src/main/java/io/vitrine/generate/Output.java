package io.vitrine.generate;

/**
 * One answer of the model about one picture.
 *
 * @param prompt id of the prompt that was answered
 * @param text the model's text as it came, special tokens left out
 * @param finishReason why it ended
 * @param promptTokens tokens before the answer, the picture's included
 * @param outputTokens tokens of the answer
 */
public record Output(
    String prompt, String text, FinishReason finishReason, int promptTokens, int outputTokens) {}
