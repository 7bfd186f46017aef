package io.vitrine.generate;

/** Why generation of an output ended; stored as text in {@code metrics.finish_reason}. */
public enum FinishReason {
  /** The model closed its answer by itself. */
  STOP,
  /** The length budget closed the answer: the JSON is whole, but the model would have gone on. */
  LENGTH
}
