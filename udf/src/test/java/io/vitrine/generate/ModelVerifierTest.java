package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelVerifierTest {

  @Test
  void theEngineWritesTheTokensOfTheReferenceImplementation() {
    EngineSettings settings =
        new EngineSettings(Path.of("src/test/resources/bundles/tiny-random"), "cpu", 4, 1, 1, 16);

    assertThat(ModelVerifier.verify(settings))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(one -> assertThat(one.actual()).isEqualTo(one.expected()));
  }
}
