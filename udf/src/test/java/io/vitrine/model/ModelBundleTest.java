package io.vitrine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  private static final Path TINY = Path.of("src/test/resources/bundles/tiny-random");

  @TempDir private Path copy;

  @BeforeEach
  void copyTheBundle() throws IOException {
    try (Stream<Path> files = Files.list(TINY)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aBundleSaysWhatItIs() {
    ModelBundle bundle = ModelBundle.open(TINY);

    assertThat(bundle.model()).isEqualTo("tiny-random@1");
    assertThat(bundle.imageSize()).isEqualTo(56);
    assertThat(bundle.imageTokens()).isEqualTo(bundle.imageGrid() * bundle.imageGrid());
    assertThat(bundle.digest()).isEqualTo(ModelBundle.open(copy).digest()).hasSize(64);
  }

  @Test
  void aChangedFileIsRefusedWithBothHashes() throws IOException {
    String before = Sha256.of(copy.resolve("vision.pt"));
    Files.writeString(copy.resolve("vision.pt"), "else");

    assertThatThrownBy(() -> ModelBundle.open(copy))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContainingAll("vision.pt", before, Sha256.of(copy.resolve("vision.pt")));
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(copy.resolve("decoder.pt"));

    assertThatThrownBy(() -> ModelBundle.open(copy)).hasMessageContaining("decoder.pt");
  }

  @Test
  void aFolderThatIsNoBundleIsNamed() {
    assertThatThrownBy(() -> ModelBundle.open(copy.resolve("none")))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("none");
  }

  @Test
  void anotherManifestIsAnotherDigest() throws IOException {
    Path manifest = copy.resolve("bundle.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"length\": 512", "\"length\": 256"));

    assertThat(ModelBundle.open(copy).digest()).isNotEqualTo(ModelBundle.open(TINY).digest());
  }

  @Test
  void aFileNameCannotLeadOutOfTheBundle() throws IOException {
    Path manifest = copy.resolve("bundle.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"vision.pt\"", "\"../vision.pt\""));

    assertThatThrownBy(() -> ModelBundle.open(copy)).hasMessageContaining("../vision.pt");
  }
}
