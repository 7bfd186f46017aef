package io.vitrine.error;

/** How a command ends; schedulers read the codes. */
public enum Exit {
  DONE(0),
  FAILED(1),
  /** Wrong usage, configuration or input: no engine was loaded and nothing was written. */
  INVALID(2),
  /** More pictures failed than the failure budget allows; what was good is committed. */
  FAILURE_BUDGET(3),
  /** A quality gate was missed. */
  QUALITY_GATE(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
