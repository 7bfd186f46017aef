package io.vitrine.table;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.error.Errors;
import io.vitrine.json.YamlFile;
import io.vitrine.spark.VitrineHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code conf/cost.yaml} as one row for views, {@code cost_assumptions}: each figure's path, joined
 * by underscores, is its column.
 */
final class CostRow {
  static final String NAME = "cost_assumptions";

  private CostRow() {}

  /**
   * The row as a query.
   *
   * @throws io.vitrine.error.VitrineException when the file cannot be read
   */
  static String query() {
    Path file = VitrineHome.conf().resolve("cost.yaml");
    List<String> columns = new ArrayList<>();
    JsonNode assumptions =
        YamlFile.read(
            file,
            new TypeReference<JsonNode>() {},
            (reason, cause) ->
                Errors.invalid(
                    "Cannot read the cost assumptions in " + file,
                    reason,
                    "Correct the file; it comes with Vitrine",
                    cause));
    collect("", assumptions, columns);
    return "SELECT " + String.join(", ", columns);
  }

  private static void collect(String path, JsonNode node, List<String> columns) {
    node.properties()
        .forEach(
            entry -> {
              String column = path + entry.getKey().replaceAll("\\W", "_");
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                collect(column + "_", value, columns);
              } else {
                columns.add((value.isNumber() ? number(value) : text(value)) + " AS " + column);
              }
            });
  }

  private static String number(JsonNode value) {
    return "CAST(" + value.asDouble() + " AS DOUBLE)";
  }

  private static String text(JsonNode value) {
    return "'" + value.asText().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
