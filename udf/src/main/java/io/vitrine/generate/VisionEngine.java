package io.vitrine.generate;

import io.vitrine.error.PictureException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A loaded model on one device. Any number of threads may submit; the native state belongs to the
 * engine's own thread. Closing waits for that thread and frees everything native.
 */
public interface VisionEngine extends AutoCloseable {

  /**
   * Hands a picture over, waiting while the engine's bounded queue is full.
   *
   * @return completes with the answers, or exceptionally with a {@link PictureException} whose code
   *     is {@code ENGINE_OOM}, {@code ENGINE_TIMEOUT} or {@code ENGINE_FAILED}
   * @throws InterruptedException when interrupted while the queue is full
   */
  CompletableFuture<Generation> submit(GenerationRequest request) throws InterruptedException;

  /** Where the model runs, {@code cpu} or {@code gpu0}; stored in {@code metrics.device}. */
  String device();

  /** Side of the square pictures the model takes, in pixels. */
  int imageSize();

  /**
   * Why the engine gave itself up, if it did: what it was asked is failed, and whatever it is asked
   * from then on.
   */
  default Optional<EngineFault> fault() {
    return Optional.empty();
  }

  /** Pictures that wait for the engine now. */
  default int waiting() {
    return 0;
  }

  /** Answers that may be under way at once. */
  default int slots() {
    return 0;
  }

  /** Answers that are under way now, each with its part of the cache. */
  default int slotsUsed() {
    return 0;
  }

  @Override
  void close();
}
