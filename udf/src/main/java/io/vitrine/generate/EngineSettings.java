package io.vitrine.generate;

import java.nio.file.Path;

/**
 * How an engine is set up.
 *
 * @param bundle local directory of the model bundle
 * @param device {@code cpu}, or {@code gpu} with an index, such as {@code gpu0}
 * @param slots rows that share one decode step at most; 0 for as many as the cache's budget allows
 * @param threads engine threads on a CPU, each with its own cache; 1 on a GPU
 * @param intraOpThreads libtorch's threads inside one operation, for the whole process
 * @param queueCapacity pictures that may wait, decoded, before {@code submit} blocks
 * @param limits time and memory it may take
 */
public record EngineSettings(
    Path bundle,
    String device,
    int slots,
    int threads,
    int intraOpThreads,
    int queueCapacity,
    EngineLimits limits) {}
