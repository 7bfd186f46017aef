package io.vitrine.generate;

import java.time.Duration;

/**
 * What an engine may take.
 *
 * @param call longest time of one call into the model, before the engine is given up
 * @param cache memory of the key-value caches
 */
public record EngineLimits(Duration call, CacheBudget cache) {
  /** Five minutes and half of the memory. */
  public static final EngineLimits DEFAULT =
      new EngineLimits(Duration.ofMinutes(5), CacheBudget.DEFAULT);
}
