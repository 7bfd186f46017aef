package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar that is submitted, and what must not be. */
class JarIT {
  private static List<String> entries;

  @BeforeAll
  static void list() throws IOException {
    entries = entries(Path.of("target/vitrine.jar"));
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
  void itLeavesToTheClusterWhatTheClusterBrings() throws IOException {
    assertThat(entries)
        .noneMatch(
            name ->
                name.matches(
                    "(org/apache/(spark|hadoop|logging)|io/delta|scala|com/fasterxml"
                        + "|org/slf4j|com/google/(common|gson)|software/amazon|io/netty)/.*"));
    Set<String> inBoth = classes(entries);
    assertThat(inBoth).isNotEmpty();
    inBoth.retainAll(clusterClasses());
    assertThat(inBoth).isEmpty();
  }

  private static Set<String> clusterClasses() throws IOException {
    Set<String> classes = new HashSet<>();
    for (String file : Files.readString(Path.of("target/spark-class-path.txt")).split(":")) {
      classes.addAll(classes(entries(Path.of(file))));
    }
    return classes;
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private static Set<String> classes(List<String> entries) {
    return entries.stream()
        .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
        .collect(Collectors.toSet());
  }

  @Test
  void itsNativesAreForOneSystem() {
    assertThat(entries)
        .filteredOn(name -> name.matches(".*\\.(so(\\..*)?|dll|dylib|jnilib|a)"))
        .isNotEmpty()
        .allMatch(name -> name.matches(".*/linux-x86[_-]64/.*"));
  }
}
