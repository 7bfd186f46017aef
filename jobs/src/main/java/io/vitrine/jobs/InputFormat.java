package io.vitrine.jobs;

import java.util.List;
import java.util.Locale;

/** What a product-image table may be stored as, told by what lies there. */
enum InputFormat {
  DELTA(List.of()),
  PARQUET(List.of(".parquet")),
  CSV(List.of(".csv", ".csv.gz")),
  JSON(List.of(".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz")),
  /** A folder of pictures. */
  PICTURES(List.of(".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"));

  private final List<String> endings;

  InputFormat(List<String> endings) {
    this.endings = endings;
  }

  /** Whether a file of this name holds this format. */
  boolean fits(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }
}
