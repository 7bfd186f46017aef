package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar that is submitted, and what must not be. */
class JarIT {
  private static List<String> entries;

  @BeforeAll
  static void list() throws IOException {
    try (JarFile jar = new JarFile(Path.of("target/vitrine.jar").toFile())) {
      entries = jar.stream().map(entry -> entry.getName()).toList();
    }
  }

  @Test
  void itCarriesTheModelsRuntimeTheDecoderAndTheCommandLine() {
    assertThat(entries)
        .contains(
            "io/vitrine/jobs/Main.class",
            "io/vitrine/spark/VitrinePlugin.class",
            "ai/djl/pytorch/engine/PtEngine.class",
            "ai/djl/huggingface/tokenizers/HuggingFaceTokenizer.class",
            "pytorch/cpu/linux-x86_64/libtorch_cpu.so",
            "org/bytedeco/opencv/linux-x86_64/libopencv_imgcodecs.so.413",
            "picocli/CommandLine.class");
  }

  @Test
  void itCarriesOurOwnFilesForABareSparkSubmit() {
    assertThat(entries)
        .contains("vitrine/conf/prompts/product.yaml", "vitrine/conf/schemas/product.json")
        .anyMatch(name -> name.startsWith("vitrine/models/vitrine-nano/"));
  }

  @Test
  void itLeavesToTheClusterWhatTheClusterBrings() {
    assertThat(entries)
        .noneMatch(
            name ->
                name.matches(
                    "(org/apache/(spark|hadoop|logging|commons)|io/delta|scala|com/fasterxml"
                        + "|org/slf4j|com/google/(common|gson)|software/amazon|io/netty)/.*"));
  }

  @Test
  void itsNativesAreForOneSystem() {
    assertThat(entries)
        .filteredOn(name -> name.matches(".*\\.(so(\\..*)?|dll|dylib|jnilib|a)"))
        .isNotEmpty()
        .allMatch(name -> name.matches(".*/linux-x86[_-]64/.*"));
  }
}
