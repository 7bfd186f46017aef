package io.vitrine.spark;

import java.time.Duration;

/**
 * How pictures are fetched.
 *
 * @param threads fetches of one task that may run at the same time
 * @param timeout deadline of one picture's fetch, retries of the file system included
 */
public record FetchSettings(int threads, Duration timeout) {}
