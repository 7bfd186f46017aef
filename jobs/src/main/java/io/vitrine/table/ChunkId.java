package io.vitrine.table;

import io.vitrine.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Identity of one logical commit, the same for all tables it touches and for every repetition.
 *
 * <p>Numbers grow over the whole life of a warehouse: an {@linkplain Lease#epoch() epoch} has a
 * million of them. Delta passes over a write whose number is not above the last one, so a driver
 * whose lease was taken over cannot write after its successor has.
 *
 * @param number {@code txnVersion} of every write
 * @param runId run that made the results
 * @param runKey logical run, if it has a name
 */
public record ChunkId(long number, String runId, Optional<String> runKey) {
  private static final long PER_EPOCH = 1_000_000;

  /** The number before an epoch's first one. */
  static long before(long epoch) {
    return epoch * PER_EPOCH;
  }

  static long epochOf(long number) {
    return number / PER_EPOCH;
  }

  /** What Delta keeps with the commit: one JSON object. */
  String metadata() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", runId);
    runKey.ifPresent(key -> fields.put("run_key", key));
    fields.put("chunk", number);
    return JsonText.line(fields);
  }
}
