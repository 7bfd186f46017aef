package io.vitrine.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.util.EnumMap;
import java.util.Map;

/** Pictures by status and code. All codes are there from the start, at zero, so that rates work. */
final class PictureCounts {
  private final Counter ok = new Counter();
  private final Map<ErrorCode, Counter> failed = new EnumMap<>(ErrorCode.class);

  PictureCounts() {
    for (ErrorCode code : ErrorCode.values()) {
      failed.put(code, new Counter());
    }
  }

  void register(MetricRegistry registry) {
    registry.register("pictures.ok.NONE", ok);
    failed.forEach((code, counter) -> registry.register("pictures.failed." + code, counter));
  }

  /**
   * @param failure null when all went well
   */
  void add(PictureException failure) {
    (failure == null ? ok : failed.get(failure.code())).inc();
  }
}
