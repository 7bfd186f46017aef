package io.vitrine.spark;

import java.time.Duration;

/**
 * How a run is cut into work.
 *
 * @param window pictures of one task that are fetched, decoded or with the engine at the same time
 * @param pieceSize pictures of one task at most
 * @param engineTimeout longest wait for one picture's answers
 * @param keepOutput whether the model's text is kept in {@code metrics.output}
 * @param thumbnails whether a small copy of each picture is kept in {@code thumbnails}
 * @param maxFailedFraction failures over pictures tried, above which a run ends with exit code 3
 */
public record WorkSettings(
    int window,
    int pieceSize,
    Duration engineTimeout,
    boolean keepOutput,
    boolean thumbnails,
    double maxFailedFraction) {}
