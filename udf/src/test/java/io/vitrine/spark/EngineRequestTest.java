package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineRequestTest {
  @Test
  void aCpuHasAnEngineThreadForEachCoreUnlessToldOtherwise() {
    EngineRequest unset = request(Map.of(), "cpu");
    EngineRequest shared = request(Map.of("spark.vitrine.engine.intraOpThreads", "1000"), "cpu");
    EngineRequest set = request(Map.of("spark.vitrine.engine.threads", "3"), "cpu");

    assertThat(unset.threads()).isBetween(1, Runtime.getRuntime().availableProcessors());
    assertThat(unset.intraOpThreads()).isEqualTo(1);
    assertThat(shared.threads()).isEqualTo(1);
    assertThat(set.threads()).isEqualTo(3);
  }

  @Test
  void aGpuHasOneEngineThread() {
    assertThat(request(Map.of("spark.vitrine.engine.threads", "3"), "gpu0").threads()).isEqualTo(1);
  }

  private static EngineRequest request(Map<String, String> settings, String device) {
    return EngineRequest.of(VitrineConf.of(settings), device);
  }
}
