package io.vitrine.spark;

import java.time.Duration;
import java.util.List;

/**
 * How pictures are fetched.
 *
 * @param threads fetches of one task that may run at the same time
 * @param timeout deadline of one try to fetch a picture, retries of the file system included
 * @param attempts tries of a picture whose fault may pass, the engine's lack of memory included
 * @param backoff wait before the second try, about; doubled before each further one
 * @param allowed places that pictures may come from besides {@code --images} and the products' own
 */
public record FetchSettings(
    int threads, Duration timeout, int attempts, Duration backoff, List<String> allowed) {}
