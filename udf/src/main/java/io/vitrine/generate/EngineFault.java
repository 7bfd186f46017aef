package io.vitrine.generate;

/**
 * Why an engine gave itself up.
 *
 * @param message for people
 * @param cause null when a call did not come back
 */
public record EngineFault(Kind kind, String message, Throwable cause) {

  /** What is left of it. */
  public enum Kind {
    /** A call into the model has not come back; its thread and its memory are lost. */
    HUNG,
    /** The device is of no use to this process any more. */
    DEVICE,
    /** The engine failed by itself, and has freed everything. */
    FAILED
  }

  static EngineFault of(Throwable e) {
    return new EngineFault(
        NativeError.isFatal(e) ? Kind.DEVICE : Kind.FAILED, NativeError.firstLine(e), e);
  }
}
