package io.vitrine.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vitrine.error.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is assumed about costs, as {@code conf/cost.yaml} has it.
 *
 * @param currency put before every amount
 */
public record CostAssumptions(
    @JsonProperty(required = true) String currency,
    @JsonProperty(required = true) Manual manual,
    @JsonProperty(required = true) Vitrine vitrine) {
  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readerFor(CostAssumptions.class);

  /** A person who writes attributes and copy. */
  public record Manual(
      @JsonProperty("minutes_per_product") double minutesPerProduct,
      @JsonProperty("wage_per_hour") double wagePerHour) {}

  /**
   * The same with Vitrine.
   *
   * @param rewrittenShare products that a person still writes by hand, 0 to 1
   */
  public record Vitrine(
      @JsonProperty("machine_price_per_hour") double machinePricePerHour,
      @JsonProperty("review_minutes_per_product") double reviewMinutesPerProduct,
      @JsonProperty("rewritten_share") double rewrittenShare,
      @JsonProperty("setup_cost") double setupCost) {}

  /**
   * Reads the file.
   *
   * @throws io.vitrine.error.VitrineException when it is missing, lacks a figure, or a figure
   *     cannot be
   */
  public static CostAssumptions read(Path file) {
    try {
      CostAssumptions read = YAML.readValue(Files.readString(file));
      read.check(file);
      return read;
    } catch (JsonProcessingException e) {
      throw refused(file, e.getOriginalMessage().lines().findFirst().orElse("it is no YAML"), e);
    } catch (IOException e) {
      throw refused(file, "it is missing or unreadable", e);
    }
  }

  private void check(Path file) {
    Map<String, Double> figures =
        Map.of(
            "manual.minutes_per_product", manual.minutesPerProduct(),
            "manual.wage_per_hour", manual.wagePerHour(),
            "vitrine.machine_price_per_hour", vitrine.machinePricePerHour(),
            "vitrine.review_minutes_per_product", vitrine.reviewMinutesPerProduct(),
            "vitrine.rewritten_share", vitrine.rewrittenShare(),
            "vitrine.setup_cost", vitrine.setupCost());
    figures.forEach(
        (name, value) -> {
          if (!(value >= 0) || value.isInfinite()) {
            throw refused(file, name + " is " + value, null);
          }
        });
    if (vitrine.rewrittenShare() > 1) {
      throw refused(file, "vitrine.rewritten_share is " + vitrine.rewrittenShare(), null);
    }
  }

  private static RuntimeException refused(Path file, String reason, Exception cause) {
    return Errors.invalid(
        "Cannot read the cost assumptions in " + file,
        reason,
        "Give the figures of conf/cost.yaml, none below 0 and shares up to 1",
        cause);
  }
}
