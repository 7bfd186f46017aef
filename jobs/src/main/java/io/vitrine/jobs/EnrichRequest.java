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
 * @param principal who asks; empty for whoever Spark runs as
 */
public record EnrichRequest(
    String products,
    Optional<String> images,
    String warehouse,
    Optional<String> runKey,
    OptionalLong limit,
    boolean dryRun,
    boolean retryFailed,
    Optional<Path> summary,
    Optional<String> principal) {

  /** All of a product table into a warehouse, with nothing out of the ordinary. */
  public static EnrichRequest of(String products, String warehouse) {
    return builder(products, warehouse).build();
  }

  /** A request to which options are added. */
  public static Builder builder(String products, String warehouse) {
    return new Builder(products, warehouse);
  }

  /** Gathers options; null stands for one that is not given. */
  public static final class Builder {
    private final String products;
    private final String warehouse;
    private String images;
    private String runKey;
    private OptionalLong limit = OptionalLong.empty();
    private boolean dryRun;
    private boolean retryFailed;
    private Path summary;
    private String principal;

    private Builder(String products, String warehouse) {
      this.products = products;
      this.warehouse = warehouse;
    }

    /** See {@link EnrichRequest#images}. */
    public Builder images(String folder) {
      this.images = folder;
      return this;
    }

    /** See {@link EnrichRequest#runKey}. */
    public Builder runKey(String key) {
      this.runKey = key;
      return this;
    }

    /** See {@link EnrichRequest#limit}. */
    public Builder limit(long pictures) {
      return limit(OptionalLong.of(pictures));
    }

    /** See {@link EnrichRequest#limit}. */
    public Builder limit(OptionalLong pictures) {
      this.limit = pictures;
      return this;
    }

    /** See {@link EnrichRequest#dryRun}. */
    public Builder dryRun(boolean only) {
      this.dryRun = only;
      return this;
    }

    /** See {@link EnrichRequest#retryFailed}. */
    public Builder retryFailed(boolean again) {
      this.retryFailed = again;
      return this;
    }

    /** See {@link EnrichRequest#summary}. */
    public Builder summary(Path file) {
      this.summary = file;
      return this;
    }

    /** See {@link EnrichRequest#principal}. */
    public Builder principal(String name) {
      this.principal = name;
      return this;
    }

    /** The request. */
    public EnrichRequest build() {
      return new EnrichRequest(
          products,
          Optional.ofNullable(images),
          warehouse,
          Optional.ofNullable(runKey),
          limit,
          dryRun,
          retryFailed,
          Optional.ofNullable(summary),
          Optional.ofNullable(principal));
    }
  }
}
