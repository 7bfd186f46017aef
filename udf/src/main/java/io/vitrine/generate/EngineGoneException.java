package io.vitrine.generate;

/** An answer will never come because the engine gave itself up; another engine may give it. */
final class EngineGoneException extends RuntimeException {
  EngineGoneException(EngineFault fault) {
    super(fault.message(), fault.cause());
  }
}
