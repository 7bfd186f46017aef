package io.vitrine.error;

/** What went wrong with one picture. It becomes that picture's row and never harms another. */
public final class PictureException extends Exception {
  private final ErrorCode code;

  public PictureException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public PictureException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
