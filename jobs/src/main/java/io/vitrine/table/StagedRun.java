package io.vitrine.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that stages results: all that is needed to commit them, and to record the run, when its
 * driver is no more.
 *
 * @param runKey logical name, or null
 * @param fingerprint of the prompt that fills attributes
 * @param model name in tables
 * @param prompt that fills attributes
 * @param startedAt ISO-8601
 * @param imagesBase folder of relative image URIs
 * @param args options and settings, as JSON
 * @param version of Vitrine
 * @param plan what was to be done
 * @param principal who asked for it; null in what older versions have staged
 */
public record StagedRun(
    @JsonProperty("run_id") String runId,
    @JsonProperty("run_key") String runKey,
    @JsonProperty("fingerprint") String fingerprint,
    @JsonProperty("model") String model,
    @JsonProperty("prompt") String prompt,
    @JsonProperty("started_at") String startedAt,
    @JsonProperty("images_base") String imagesBase,
    @JsonProperty("args") String args,
    @JsonProperty("version") String version,
    @JsonProperty("plan") PlanCounts plan,
    @JsonProperty("principal") String principal) {

  public Instant started() {
    return Instant.parse(startedAt);
  }

  /** The identity of one of its chunks. */
  public ChunkId chunk(long number) {
    return new ChunkId(number, runId, Optional.ofNullable(runKey));
  }
}
