package io.vitrine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Report REPORT =
      new Report(
          600,
          10,
          25,
          30,
          26,
          0.91,
          0.97,
          0.4,
          90,
          Map.of("vision", 0.2, "decode", 0.8),
          Map.of("planning", 1.0, "describing", 70.0, "committing", 3.0, "whole", 74.0),
          Map.of(
              "decode_images_per_second", List.of(600.0),
              "engine_images_per_second_b1", List.of(10.0),
              "engine_images_per_second_b8", List.of(25.0),
              "engine_images_per_second_b32", List.of(30.0),
              "end_to_end_images_per_second", List.of(25.0, 26.0, 27.0),
              "end_to_end_vs_parts", List.of(0.91)),
          Map.of(
              "decode", Setting.decoding(2),
              "engine_b1", Setting.engine(1, 2, 1),
              "engine_b8", Setting.engine(8, 2, 1),
              "engine_b32", Setting.engine(32, 2, 1),
              "end_to_end", Setting.engine(16, 2, 1)),
          Map.of("decode", List.of(new Sweep.Tried(Setting.decoding(1), 300))),
          "nano 1",
          /* quick= */ false,
          2000,
          new Machine("a cpu", 2, 8, "a vm", /* othersShare= */ 0.01),
          "2026-11-23T08:00:00Z",
          /* commit= */ null);

  @Test
  void theJsonHasTheKeysThatOthersRead() throws IOException {
    JsonNode json = new ObjectMapper().readTree(REPORT.json());

    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "decode_images_per_second",
            "engine_images_per_second_b1",
            "engine_images_per_second_b8",
            "engine_images_per_second_b32",
            "end_to_end_images_per_second",
            "end_to_end_vs_parts",
            "passes_per_token",
            "sweeps",
            "machine",
            "when",
            "commit");
    assertThat(json.at("/best/end_to_end").toString())
        .isEqualTo("{\"slots\":16,\"threads\":2,\"intra_op_threads\":1}");
    assertThat(json.at("/sweeps/decode/0").toString())
        .isEqualTo("{\"setting\":{\"threads\":1},\"images_per_second\":300.0}");
  }

  @Test
  void theTableSaysWhatPlanningAndCommitsCost() {
    assertThat(new ReportTable(REPORT).lines())
        .anySatisfy(line -> assertThat(line).contains("planning and commits take 4.0 s (5 %)"))
        .anySatisfy(line -> assertThat(line).contains("26.0", "25.0", "27.0", "2x1"));
  }
}
