package io.vitrine.jobs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code enrich} is to do; how it is done stands in the settings.
 *
 * @param products a product-image table or a folder of pictures
 * @param images folder that relative image URIs are relative to
 * @param warehouse where the tables are
 * @param runKey logical name of the run
 * @param limit pictures to try at most
 * @param dryRun only say what would be done
 * @param retryFailed try pictures with a known permanent fault again
 * @param summary where the figures go as JSON
 */
public record EnrichRequest(
    String products,
    Optional<String> images,
    String warehouse,
    Optional<String> runKey,
    OptionalLong limit,
    boolean dryRun,
    boolean retryFailed,
    Optional<Path> summary) {

  /** All of a product table into a warehouse, with nothing out of the ordinary. */
  public static EnrichRequest of(String products, String warehouse) {
    return new EnrichRequest(
        products,
        Optional.empty(),
        warehouse,
        Optional.empty(),
        OptionalLong.empty(),
        /* dryRun= */ false,
        /* retryFailed= */ false,
        Optional.empty());
  }
}
