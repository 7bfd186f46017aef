package io.vitrine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptLibraryTest {
  private static final Path CONF = Path.of(System.getProperty("vitrine.home"), "conf");

  @TempDir private Path folder;

  @Test
  void everyChannelHasAPrompt() {
    PromptLibrary library = PromptLibrary.load(CONF);

    assertThat(library.prompts())
        .extracting(Prompt::id)
        .containsExactlyInAnyOrder("product", "title", "short", "live", "note");
    assertThat(library.forChannel("detail")).contains(library.prompt("product"));
    assertThat(library.forChannel("live")).contains(library.prompt("live"));
    assertThat(library.forChannel("radio")).isEmpty();
    assertThat(library.prompt("product").name()).isEqualTo("product@1");
  }

  @Test
  void allOutputsShareTheTextBeforeThePicture() {
    assertThat(PromptLibrary.load(CONF).prompts())
        .extracting(Prompt::system)
        .containsOnly(PromptLibrary.load(CONF).prompt("product").system());
  }

  @Test
  void anUnknownPromptNamesTheKnownOnes() {
    assertThatThrownBy(() -> PromptLibrary.load(CONF).prompt("produkt"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContainingAll("produkt", "live, note, product, short, title");
  }

  @Test
  void aSettingThatDoesNotExistIsAnError() throws IOException {
    write("version: 1\nchanel: detail\n");

    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .isInstanceOf(VitrineException.class)
        .hasMessageContainingAll("mine.yaml", "chanel");
  }

  @Test
  void whatIsMissingIsAnError() throws IOException {
    write("version: 1\nchannel: detail\nschema: product\nsystem: s\ntext: t\n");

    assertThatThrownBy(() -> PromptLibrary.load(folder)).hasMessageContaining("maxOutputTokens");
  }

  @Test
  void aSchemaThatIsNotThereIsNamed() throws IOException {
    write("version: 1\nchannel: c\nschema: gone\nsystem: s\ntext: t\nmaxOutputTokens: 9\n");

    assertThatThrownBy(() -> PromptLibrary.load(folder)).hasMessageContaining("gone.json");
  }

  @Test
  void aFolderWithoutPromptsIsNamed() {
    assertThatThrownBy(() -> PromptLibrary.load(folder.resolve("none")))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("none");
  }

  private void write(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(folder.resolve("prompts/mine.yaml"), yaml);
  }
}
