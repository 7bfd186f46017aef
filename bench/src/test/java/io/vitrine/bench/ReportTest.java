package io.vitrine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Report REPORT =
      new Report(
          figures(),
          Map.of("engine_vs_transformers_b32", "VITRINE_PYTHON is not set"),
          Map.of("vision", 0.2, "decode", 0.8),
          Map.of("planning", 1.0, "describing", 70.0, "committing", 3.0, "whole", 74.0),
          Map.of("vitrine", 35.4),
          Map.of(
              "decode_images_per_second", List.of(600.0),
              "engine_images_per_second_b1", List.of(10.0),
              "engine_images_per_second_b8", List.of(25.0),
              "engine_images_per_second_b32", List.of(30.0),
              "end_to_end_images_per_second", List.of(25.0, 26.0, 27.0),
              "daft_spark_shape_images_per_second", List.of(13.0)),
          Map.of(
              "decode", Setting.decoding(2),
              "engine_b1", Setting.engine(1, 2, 1),
              "engine_b8", Setting.engine(8, 2, 1),
              "engine_b32", Setting.engine(32, 2, 1),
              "end_to_end", Setting.engine(16, 2, 1),
              "daft_spark_shape", Setting.tasks(32, 2, 1)),
          Map.of("decode", List.of(new Sweep.Tried(Setting.decoding(1), 300))),
          "nano 1",
          /* quick= */ false,
          2000,
          new Machine("a cpu", 2, 8, "a vm", /* othersShare= */ 0.01),
          "2026-11-23T08:00:00Z",
          /* commit= */ null);

  private static Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("end_to_end_images_per_second", 26.0);
    figures.put("end_to_end_vs_parts", 0.91);
    figures.put("describing_vs_parts", 0.97);
    figures.put("end_to_end_vs_daft_spark_shape", 2.0);
    figures.put("engine_vs_transformers_b32", null);
    return figures;
  }

  @Test
  void theJsonHasTheKeysThatOthersRead() throws IOException {
    JsonNode json = new ObjectMapper().readTree(REPORT.json());

    assertThat(json.at("/end_to_end_vs_parts").asDouble()).isEqualTo(0.91);
    assertThat(json.fieldNames())
        .toIterable()
        .contains("tokens_per_image", "sweeps", "machine", "when", "commit");
    assertThat(json.at("/best/end_to_end").toString())
        .isEqualTo("{\"slots\":16,\"threads\":2,\"intra_op_threads\":1}");
    assertThat(json.at("/sweeps/decode/0").toString())
        .isEqualTo("{\"setting\":{\"threads\":1},\"images_per_second\":300.0}");
    assertThat(json.at("/wanted/cost_growth_10x").toString())
        .isEqualTo(
            "{\"what\":\"cost per picture at ten times as many\",\"wanted\":1.05,"
                + "\"at_least\":false}");
  }

  @Test
  void whatWasNotMeasuredIsNullAndSaysWhy() throws IOException {
    JsonNode json = new ObjectMapper().readTree(REPORT.json());

    assertThat(json.get("engine_vs_transformers_b32").isNull()).isTrue();
    assertThat(json.at("/unmeasured/engine_vs_transformers_b32").asText())
        .contains("VITRINE_PYTHON");
    assertThat(new ReportTable(REPORT).lines())
        .anySatisfy(
            line -> assertThat(line).contains("transformers, batch 32", "≥ 3.00", "is not set"));
  }

  @Test
  void theTableHoldsEachFigureAgainstWhatIsWanted() {
    assertThat(new ReportTable(REPORT).lines())
        .anySatisfy(line -> assertThat(line).contains("1/engine", "0.91", "≥ 0.90", "reached"))
        .anySatisfy(line -> assertThat(line).contains("Daft", "2.00", "≥ 5.00", "missed"))
        .anySatisfy(line -> assertThat(line).contains("daft spark shape", "13.0", "2x1 tasks"));
  }

  @Test
  void theTableSaysWhatPlanningAndCommitsCost() {
    assertThat(new ReportTable(REPORT).lines())
        .anySatisfy(line -> assertThat(line).contains("planning and commits take 4.0 s (5 %)"))
        .anySatisfy(line -> assertThat(line).contains("26.0", "25.0", "27.0", "2x1"));
  }
}
