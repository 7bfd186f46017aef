package io.vitrine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptLibraryTest {
  private static final Path CONF = Path.of(System.getProperty("vitrine.home"), "conf");

  /** Its schema is the shipped one of titles. */
  private static final String PROMPT =
      "version: 1\nchannel: c\nschema: title\nmaxOutputTokens: 9\nsystem: s\ntext: 写一句\n";

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
    assertThat(library.prompt("product@2").version()).isEqualTo(2);
  }

  /** The embedded model was trained on these, letter by letter. */
  @Test
  void theDefaultPromptsSeeThePictureOnly() {
    assertThat(PromptLibrary.load(CONF).prompts())
        .allSatisfy(p -> assertThat(PromptFields.of(p)).isEmpty())
        .extracting(Prompt::text)
        .containsExactlyInAnyOrder(
            "识别商品，给出类目、颜色、材质、卖点和详情文案。",
            "写一个商品标题，不超过30字。",
            "写一句短文案，不超过20字。",
            "写一段直播脚本。",
            "写一篇种草笔记。");
  }

  @Test
  void everyShippedVersionIsInTheLock() throws IOException {
    PromptLibrary library = PromptLibrary.load(CONF);
    String lock = Files.readString(CONF.resolve("prompts").resolve(VersionsLock.NAME));

    assertThat(library.versions())
        .map(library::prompt)
        .map(PromptDefinition::of)
        .allSatisfy(d -> assertThat(lock.lines()).contains(d.prompt() + " " + d.sha256()));
  }

  @Test
  void aTextChangedUnderItsOldVersionIsRefused() throws IOException {
    write("mine.yaml", PROMPT);
    String hash = PromptDefinition.of(load().prompt("mine")).sha256();
    write("versions.lock", "# released\nmine@1 " + hash + "\n");
    assertThat(load().prompt("mine").name()).isEqualTo("mine@1");

    write("mine.yaml", PROMPT.replace("写一句", "写两句"));

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContainingAll("mine@1 was changed", "versions.lock", "mine@2.yaml");
  }

  @Test
  void commentsAndWhiteSpaceChangeNothing() throws IOException {
    write("mine.yaml", PROMPT);
    PromptDefinition before = PromptDefinition.of(load().prompt("mine"));
    write("mine.yaml", "# a comment\n" + PROMPT.replace("写一句", "  写一句"));

    assertThat(PromptDefinition.of(load().prompt("mine"))).isEqualTo(before);
  }

  @Test
  void whateverAVersionSaysIsPartOfItsDefinition() throws IOException {
    List<String> hashes = new ArrayList<>();
    for (String file :
        List.of(
            PROMPT,
            PROMPT.replace("写一句", "写 {title}"),
            PROMPT.replace("写一句", "写 {title}") + "variables: {title: 无}\n",
            PROMPT + "maxVariableLength: 61\n",
            PROMPT + "sampling: {temperature: 0.7}\n",
            PROMPT + "sampling: {temperature: 0.7, topP: 0.9}\n",
            PROMPT + "overrides: {手机: {text: 写}}\n",
            PROMPT.replace("maxOutputTokens: 9", "maxOutputTokens: 10"))) {
      write("mine.yaml", file);
      hashes.add(PromptDefinition.of(load().prompt("mine")).sha256());
    }

    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void versionsOfOnePromptStandBesideEachOther() throws IOException {
    write("mine.yaml", PROMPT);
    write("mine@7.yaml", PROMPT.replace("version: 1", "version: 7"));

    PromptLibrary library = load();

    assertThat(library.versions()).containsExactly("mine@1", "mine@7");
    assertThat(library.prompt("mine").version()).isEqualTo(1);
    assertThat(library.prompt("mine@7").version()).isEqualTo(7);
    assertThatThrownBy(() -> library.prompt("mine@8")).hasMessageContaining("are mine, mine@7.");
  }

  @Test
  void aPromotedVersionIsWhatTheIdAndTheChannelStandFor() throws IOException {
    write("mine.yaml", PROMPT);
    write("mine@7.yaml", PROMPT.replace("version: 1", "version: 7"));

    PromptLibrary library = load().withPromoted(Map.of("c", "mine@7"));

    assertThat(library.prompt("mine").name()).isEqualTo("mine@7");
    assertThat(library.forChannel("c").orElseThrow().name()).isEqualTo("mine@7");
    assertThat(library.prompt("mine@1").name()).isEqualTo("mine@1");
    assertThatThrownBy(() -> load().withPromoted(Map.of("c", "mine@9")).forChannel("c"))
        .hasMessageContainingAll("mine@9", "promoted", "mine, mine@7");
  }

  @Test
  void samplingIsReadAndItsRangesAreHeld() throws IOException {
    write("mine.yaml", PROMPT + "sampling: {temperature: 0.7, topK: 20}\n");
    assertThat(load().prompt("mine").sampling()).isEqualTo(new Sampling(0.7, 20, 1, 1));

    write("mine.yaml", PROMPT + "sampling: {topP: 1.5}\n");
    assertThatThrownBy(this::load).hasMessageContainingAll("mine.yaml", "sampling.topP is 1.5");
  }

  @Test
  void mistakesInAFileAreNamed() throws IOException {
    assertWrong("mine.yaml", PROMPT + "variables: {titel: 无}\n", "{titel}");
    assertWrong("mine.yaml", PROMPT + "overrides: {手机: {}}\n", "overrides.手机");
    assertWrong("mine.yaml", PROMPT + "version: 2\n", "version");
    assertWrong("mine.yaml", PROMPT + "maxVariableLength: 0\n", "maxVariableLength is 0");
    assertWrong("mine.yaml", PROMPT.replace("version: 1", "version: 1.5"), "1.5");
    assertWrong("mine@2.yaml", PROMPT, "its name says version 2, it 1");
    assertWrong("mine 2.yaml", PROMPT, "ID@VERSION.yaml");
    write("mine@1.yaml", PROMPT);
    assertWrong("mine.yaml", PROMPT, "mine@1 is there twice");
  }

  private void assertWrong(String name, String content, String reason) throws IOException {
    write(name, content);
    assertThatThrownBy(this::load)
        .isInstanceOf(VitrineException.class)
        .hasMessageContainingAll(name.substring(0, 4), reason);
    Files.delete(folder.resolve("prompts").resolve(name));
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
        .hasMessageContainingAll(
            "produkt", "are live, live@2, note, product, product@2, short, title");
  }

  @Test
  void aSettingThatDoesNotExistIsAnError() throws IOException {
    write("mine.yaml", "version: 1\nchanel: detail\n");

    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .isInstanceOf(VitrineException.class)
        .hasMessageContainingAll("mine.yaml", "chanel");
  }

  @Test
  void whatIsMissingIsAnError() throws IOException {
    write("mine.yaml", PROMPT.replace("maxOutputTokens: 9\n", ""));

    assertThatThrownBy(() -> PromptLibrary.load(folder)).hasMessageContaining("maxOutputTokens");
  }

  @Test
  void aSchemaThatIsNotThereIsNamed() throws IOException {
    write("mine.yaml", PROMPT.replace("schema: title", "schema: gone"));

    assertThatThrownBy(() -> PromptLibrary.load(folder)).hasMessageContaining("gone.json");
  }

  @Test
  void aFolderWithoutPromptsIsNamed() {
    assertThatThrownBy(() -> PromptLibrary.load(folder.resolve("none")))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("none");
  }

  private PromptLibrary load() {
    return PromptLibrary.load(folder);
  }

  private void write(String name, String content) throws IOException {
    Files.createDirectories(folder.resolve("prompts"));
    Files.createDirectories(folder.resolve("schemas"));
    Path schema = folder.resolve("schemas/title.json");
    if (!Files.exists(schema)) {
      Files.copy(CONF.resolve("schemas/title.json"), schema);
    }

    Files.writeString(folder.resolve("prompts").resolve(name), content);
  }
}
