package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.ModelVerifier.CaseResult;
import io.vitrine.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelVerifierTest {
  private static final Path BUNDLES = Path.of("src/test/resources/bundles");

  private static List<CaseResult> verify(Path bundle) {
    return ModelVerifier.verify(
        new EngineSettings(bundle, "cpu", 4, 1, 1, 16, EngineLimits.DEFAULT));
  }

  /** Bundles of random shapes, made by the exporter's {@code parity}; see their README. */
  static List<Path> parity() throws IOException {
    try (Stream<Path> bundles = Files.list(BUNDLES.resolve("parity"))) {
      return bundles.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("parity")
  void anyShapeIsWhatTheReferenceImplementationIs(Path bundle) {
    boolean exact = ModelBundle.open(bundle).dtype().equals("fp32");

    assertThat(verify(bundle))
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.passed()).as(one.toString()).isTrue();
              assertThat(one.accuracy().identicalTokens()).isEqualTo(exact);
              if (exact) {
                assertThat(one.actual()).isEqualTo(one.expected());
                assertThat(one.logitDifference()).isLessThan(1e-4);
              }
            });
  }

  @Test
  void theEngineWritesTheTokensOfTheReferenceImplementation() {
    assertThat(verify(Tiny.BUNDLE))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(one -> assertThat(one.actual()).isEqualTo(one.expected()));
  }

  @Test
  void anotherTokenOrALogitTooFarOffIsNoPass() {
    ModelBundle.Accuracy exact = new ModelBundle.Accuracy(true, 0, 0.1);
    ModelBundle.Accuracy rounded = new ModelBundle.Accuracy(false, 0, 0.1);

    assertThat(new CaseResult("a", List.of(1, 2), List.of(1, 2), 0.1, exact).passed()).isTrue();
    assertThat(new CaseResult("b", List.of(1, 2), List.of(1, 3), 0, exact).passed()).isFalse();
    assertThat(new CaseResult("c", List.of(1, 2), List.of(1, 3), 0.1, rounded).passed()).isTrue();
    assertThat(new CaseResult("d", List.of(1), List.of(1), 0.2, rounded).passed()).isFalse();
    assertThat(new CaseResult("e", List.of(1), List.of(1), Double.NaN, rounded).passed()).isFalse();
  }
}
