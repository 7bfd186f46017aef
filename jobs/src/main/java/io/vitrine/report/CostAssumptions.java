package io.vitrine.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.json.YamlFile;
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

  /** A person who writes attributes and copy. */
  public record Manual(
      @JsonProperty(value = "minutes_per_product", required = true) double minutesPerProduct,
      @JsonProperty(value = "wage_per_hour", required = true) double wagePerHour) {}

  /**
   * The same with Vitrine.
   *
   * @param rewrittenShare products that a person still writes by hand, 0 to 1
   */
  public record Vitrine(
      @JsonProperty(value = "machine_price_per_hour", required = true) double machinePricePerHour,
      @JsonProperty(value = "review_minutes_per_product", required = true)
          double reviewMinutesPerProduct,
      @JsonProperty(value = "rewritten_share", required = true) double rewrittenShare,
      @JsonProperty(value = "setup_cost", required = true) double setupCost) {}

  /**
   * Reads the file.
   *
   * @throws io.vitrine.error.VitrineException when it is missing, lacks a figure, or a figure
   *     cannot be
   */
  public static CostAssumptions read(Path file) {
    CostAssumptions read =
        YamlFile.read(
            file,
            new TypeReference<CostAssumptions>() {},
            (reason, cause) -> refused(file, reason, cause));
    read.check(file);
    return read;
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

  private static VitrineException refused(Path file, String reason, Exception cause) {
    return Errors.invalid(
        "Cannot read the cost assumptions in " + file,
        reason,
        "Give the figures of conf/cost.yaml, none below 0 and shares up to 1",
        cause);
  }
}
