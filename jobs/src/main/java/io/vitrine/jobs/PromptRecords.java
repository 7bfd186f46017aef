package io.vitrine.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptDefinition;
import io.vitrine.table.PromptsTable;
import io.vitrine.table.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * What a warehouse remembers of the prompts that its results are filed under. A version that says
 * something else than it did then is refused, whoever changed which file.
 */
final class PromptRecords {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SparkSession spark;
  private final PromptsTable table;
  private final Map<String, Row> known = new HashMap<>();

  /** Reads what is remembered. */
  PromptRecords(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.table = warehouse.prompts();
    table.read().collectAsList().forEach(row -> known.put(row.getAs("prompt"), row));
  }

  /**
   * Compares prompts with what they said before.
   *
   * @throws io.vitrine.error.VitrineException when one says something else now, naming what
   */
  void requireUnchanged(List<Prompt> prompts) {
    for (Prompt prompt : prompts) {
      PromptDefinition now = PromptDefinition.of(prompt);
      Row before = known.get(prompt.name());
      if (before != null && !before.getAs("sha256").equals(now.sha256())) {
        throw changed(
            prompt,
            String.format(
                "its %s differs from what run %s asked; the results in this warehouse are filed"
                    + " under that name, and the table prompts holds what it said",
                String.join(", ", differing(before.getAs("definition"), now.json())),
                before.<String>getAs("run_id")));
      }
    }
  }

  static VitrineException changed(Prompt prompt, String reason) {
    int next = prompt.version() + 1;
    return Errors.invalid(
        "The prompt " + prompt.name() + " was changed, and versions are for good",
        reason,
        String.format(
            Locale.ROOT,
            "Put the file back as it was, and the change into %s@%d.yaml with version: %d",
            prompt.id(),
            next,
            next));
  }

  /** Names of the settings that are not the same. */
  private static Set<String> differing(String before, String now) {
    try {
      JsonNode old = JSON.readTree(before);
      JsonNode current = JSON.readTree(now);
      Set<String> names = new TreeSet<>();
      old.fieldNames().forEachRemaining(names::add);
      current.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> old.path(name).equals(current.path(name)));
      return names;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("We wrote it ourselves", e);
    }
  }

  /** Remembers those that are new here; those that it has remembered before are not. */
  void add(List<Prompt> prompts, String runId) {
    Timestamp at = Timestamp.from(Instant.now());
    List<Row> rows =
        prompts.stream()
            .filter(prompt -> !known.containsKey(prompt.name()))
            .map(prompt -> row(prompt, runId, at))
            .toList();
    if (!rows.isEmpty()) {
      table.create();
      table.append(spark.createDataFrame(rows, table.schema()).coalesce(1));
      rows.forEach(row -> known.put(row.getString(0), row));
    }
  }

  private static Row row(Prompt prompt, String runId, Timestamp at) {
    PromptDefinition definition = PromptDefinition.of(prompt);
    return RowFactory.create(
        prompt.name(),
        prompt.channel(),
        prompt.system(),
        prompt.text(),
        definition.json(),
        definition.sha256(),
        runId,
        at);
  }
}
