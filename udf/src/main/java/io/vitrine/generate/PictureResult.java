package io.vitrine.generate;

import io.vitrine.error.PictureException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of one picture, good or bad: one contract for both.
 *
 * @param answers those that passed their schema; fewer than wanted only when {@code failure} is set
 * @param failure why something wanted is missing; null when all is well
 * @param reused whether the answers are those of a picture with the same bytes
 * @param facts what is known of the picture
 * @param thumbnail a small JPEG; null when none was asked for, or when it did not come that far
 * @param tokens null when the engine gave nothing
 * @param times where the time went
 * @param device null when no engine was needed for it
 * @param loadId see {@link EngineLease#loadId()}
 * @param attempts tries, of fetching and of generating together
 * @param personalData places with personal data that were masked, in the product's values and in
 *     the answers
 * @param began when work on this picture began
 * @param ended when it was done
 */
public record PictureResult(
    PictureJob job,
    List<Answer> answers,
    PictureException failure,
    boolean reused,
    Facts facts,
    byte[] thumbnail,
    Tokens tokens,
    Times times,
    String device,
    String loadId,
    int attempts,
    int personalData,
    Instant began,
    Instant ended) {

  /**
   * An answer that passed its schema.
   *
   * @param values in the schema's order, each a {@code String} or a {@code List<String>}
   */
  public record Answer(PictureJob.Wanted wanted, Map<String, Object> values) {}

  /**
   * What is known of a picture; null where it did not come that far.
   *
   * @param sha256 of the bytes, in hexadecimal
   * @param bytes size of the file
   * @param width in pixels, after EXIF orientation
   * @param height in pixels, after EXIF orientation
   */
  public record Facts(String sha256, Long bytes, Integer width, Integer height) {
    static final Facts NONE = new Facts(null, null, null, null);
  }

  /**
   * What the engine counted.
   *
   * @param image tokens of the picture
   * @param prompt tokens before the answer, the largest of all answers
   * @param output tokens of all answers together
   * @param finishReason {@code LENGTH} when that holds for any answer
   * @param text the model's text as it came, one line per answer, personal data masked
   * @param batchSize largest number of rows that shared a decode step
   */
  public record Tokens(
      int image, int prompt, int output, FinishReason finishReason, String text, int batchSize) {}

  /**
   * Milliseconds spent on each step; their sum is {@code total}. {@code queue} is all waiting:
   * behind other pictures of the task and in the engine's queue, but not for the model to load.
   */
  public record Times(
      double fetch,
      double decode,
      double queue,
      double prefill,
      double generate,
      double parse,
      double total) {}
}
