package io.vitrine.generate;

import java.util.List;

/**
 * Everything the engine says about one picture.
 *
 * @param outputs one per requested prompt, in the order asked
 * @param imageTokens tokens the picture cost
 * @param queueMs time between hand-over and the start of work, in milliseconds
 * @param prefillMs vision and prefill, in milliseconds
 * @param generateMs decode steps, in milliseconds
 * @param batchSize largest number of rows that shared a decode step with this one
 */
public record Generation(
    List<Output> outputs,
    int imageTokens,
    double queueMs,
    double prefillMs,
    double generateMs,
    int batchSize) {}
