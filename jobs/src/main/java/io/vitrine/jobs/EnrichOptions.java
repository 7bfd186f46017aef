package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.spark.VitrineConf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** What a run of enrich can be asked, on the command line and in SQL. */
final class EnrichOptions {
  @Option(
      names = "--products",
      required = true,
      paramLabel = "URI",
      description = "The product-image table, or a folder of pictures.")
  private String products;

  @Option(
      names = "--images",
      paramLabel = "URI",
      description =
          "Folder that relative image URIs are relative to; by default the one that holds the"
              + " products table.")
  private String images;

  @Option(
      names = "--model",
      paramLabel = "URI",
      description = "The model bundle: a name that comes with Vitrine, a path or a URI.")
  private String model;

  @Option(
      names = "--prompt",
      paramLabel = "ID",
      description =
          "The prompt that fills attributes: its id, or ID@VERSION; by default the one promoted in"
              + " the warehouse, or else product.")
  private String prompt;

  @Option(
      names = "--channels",
      paramLabel = "A,B",
      description =
          "Further channels of copy to write, such as title,short, or versions of their prompts,"
              + " such as title@2.")
  private String channels;

  @Option(
      names = "--run-key",
      paramLabel = "KEY",
      description = "Names the logical run, such as a scheduler's run id; kept in the table runs.")
  private String runKey;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Try at most this many pictures; the others are left for another run.")
  private Long limit;

  @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--retry-failed",
      description = "Try pictures with a known permanent fault again.")
  private boolean retryFailed;

  @Option(
      names = "--max-failed-fraction",
      paramLabel = "F",
      description =
          "End with exit code 3 (budget_exceeded) when a larger share than this of the pictures"
              + " tried failed; counted from 20 pictures on.")
  private String maxFailedFraction;

  String products() {
    return products;
  }

  /** May be null. */
  String images() {
    return images;
  }

  /**
   * The request, to which more can be added.
   *
   * @throws io.vitrine.error.VitrineException when the limit is none
   */
  EnrichRequest.Builder request(String warehouse) {
    if (limit != null && limit < 1) {
      throw Errors.invalid(
          "The limit cannot be " + limit, "it is a number of pictures", "Use 1 or more");
    }

    return EnrichRequest.builder(products, warehouse)
        .images(images)
        .runKey(runKey)
        .limit(limit == null ? OptionalLong.empty() : OptionalLong.of(limit))
        .dryRun(dryRun)
        .retryFailed(retryFailed);
  }

  /** The settings among them, by their keys. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(VitrineConf.MODEL_KEY, model);
    settings.put(VitrineConf.PROMPT_KEY, prompt);
    settings.put(VitrineConf.CHANNELS_KEY, channels);
    settings.put(VitrineConf.MAX_FAILED_FRACTION_KEY, maxFailedFraction);
    settings.values().removeIf(Objects::isNull);
    return settings;
  }
}
