package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NvidiaSmiTest {
  private static final double MEBIBYTE = 1 << 20;

  @Test
  void memoryIsToldInBytesAndUtilisationAsAShare() {
    assertThat(NvidiaSmi.parse("0, 1024, 143771, 37\n1, 0, 143771, 0\n"))
        .isEqualTo(
            Map.of(
                "0", new NvidiaSmi.Device(1024 * MEBIBYTE, 143771 * MEBIBYTE, 0.37),
                "1", new NvidiaSmi.Device(0, 143771 * MEBIBYTE, 0)));
  }

  @Test
  void whatTheToolDoesNotKnowIsNotMadeUp() {
    assertThat(NvidiaSmi.parse("0, [N/A], 143771, [N/A]").get("0").memoryUsedBytes()).isNaN();
    assertThat(NvidiaSmi.parse("NVIDIA-SMI has failed")).isEmpty();
  }
}
