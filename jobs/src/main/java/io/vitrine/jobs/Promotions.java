package io.vitrine.jobs;

import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptDefinition;
import io.vitrine.table.PromotionsTable;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Which prompts people have made the default of their channel in a warehouse. */
final class Promotions {
  private final SparkSession spark;
  private final PromotionsTable table;

  /** By channel, the newest each. */
  private final Map<String, Promotion> newest = new HashMap<>();

  /**
   * One decision.
   *
   * @param prompt {@code id@version}
   * @param sha256 of what it said
   */
  record Promotion(
      String channel, String prompt, String by, Instant at, String evidence, String sha256) {}

  /** Reads the decisions. */
  Promotions(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.table = warehouse.promotions();
    table.read().orderBy("promoted_at").collectAsList().stream()
        .map(Promotions::promotion)
        .forEach(promotion -> newest.put(promotion.channel(), promotion));
  }

  private static Promotion promotion(Row row) {
    return new Promotion(
        row.getAs("channel"),
        row.getAs("prompt"),
        row.getAs("promoted_by"),
        row.<Timestamp>getAs("promoted_at").toInstant(),
        row.getAs("evidence"),
        row.getAs("sha256"));
  }

  /** Names of the promoted prompts, by channel. */
  Map<String, String> names() {
    return newest.values().stream()
        .collect(Collectors.toMap(Promotion::channel, Promotion::prompt));
  }

  /** The decision that counts for a channel. */
  Optional<Promotion> of(String channel) {
    return Optional.ofNullable(newest.get(channel));
  }

  /**
   * Compares prompts with what they said when they were promoted.
   *
   * @throws io.vitrine.error.VitrineException when one says something else now
   */
  void requireUnchanged(List<Prompt> prompts) {
    for (Prompt prompt : prompts) {
      of(prompt.channel())
          .filter(promotion -> promotion.prompt().equals(prompt.name()))
          .filter(promotion -> !promotion.sha256().equals(PromptDefinition.of(prompt).sha256()))
          .ifPresent(
              promotion -> {
                throw PromptRecords.changed(
                    prompt,
                    String.format(
                        "it is not what %s promoted at %s", promotion.by(), promotion.at()));
              });
    }
  }

  /**
   * Records a decision.
   *
   * @param previous name of the default until now
   */
  void add(Prompt prompt, Optional<String> previous, String by, String evidence) {
    Row row =
        RowFactory.create(
            prompt.channel(),
            prompt.name(),
            previous.orElse(null),
            evidence,
            by,
            Timestamp.from(Instant.now()),
            PromptDefinition.of(prompt).sha256());
    table.create();
    table.append(spark.createDataFrame(List.of(row), table.schema()).coalesce(1));
  }
}
