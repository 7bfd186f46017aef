package io.vitrine.error;

/**
 * The steps of a picture's way through an executor; stored as text in {@code metrics.error_stage}.
 */
public enum Stage {
  INPUT,
  FETCH,
  DECODE,
  GENERATE,
  PARSE
}
