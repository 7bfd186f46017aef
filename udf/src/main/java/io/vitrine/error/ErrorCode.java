package io.vitrine.error;

/** Why a picture has no result; stored as text in {@code metrics.error_code}. */
public enum ErrorCode {
  FETCH_NOT_FOUND(Stage.FETCH, true),
  FETCH_DENIED(Stage.FETCH, true),
  FETCH_TIMEOUT(Stage.FETCH, false),
  FETCH_FAILED(Stage.FETCH, false),
  IMAGE_EMPTY(Stage.DECODE, true),
  IMAGE_TOO_LARGE(Stage.DECODE, true),
  IMAGE_TOO_MANY_PIXELS(Stage.DECODE, true),
  IMAGE_UNSUPPORTED(Stage.DECODE, true),
  IMAGE_CORRUPT(Stage.DECODE, true),
  INPUT_INVALID(Stage.INPUT, true),
  ENGINE_OOM(Stage.GENERATE, false),
  ENGINE_TIMEOUT(Stage.GENERATE, false),
  ENGINE_FAILED(Stage.GENERATE, false),
  OUTPUT_TRUNCATED(Stage.PARSE, false),
  OUTPUT_INVALID(Stage.PARSE, false);

  private final Stage stage;
  private final boolean permanent;

  ErrorCode(Stage stage, boolean permanent) {
    this.stage = stage;
    this.permanent = permanent;
  }

  /** The step of the row's way in which this error arises. */
  public Stage stage() {
    return stage;
  }

  /** Whether trying the same picture again cannot help before the picture itself changes. */
  public boolean permanent() {
    return permanent;
  }
}
