package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.Sampling;
import io.vitrine.prompt.Variables;
import io.vitrine.schema.OutputSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final ModelBundle BUNDLE = ModelBundle.open(Tiny.BUNDLE);
  private static final Prompt PROMPT = Tiny.PROMPTS.prompt("title");

  private static Prompt prompt(int version, String text, OutputSchema schema, int budget) {
    return prompt(version, text, schema, budget, Sampling.GREEDY);
  }

  private static Prompt prompt(
      int version, String text, OutputSchema schema, int budget, Sampling sampling) {
    return new Prompt("title", version, "title", PROMPT.system(), text, schema, budget, sampling);
  }

  @Test
  void theSameSettingsHaveTheSameFingerprint() {
    Prompt copy = prompt(1, PROMPT.text(), PROMPT.schema(), PROMPT.maxOutputTokens());

    assertThat(Fingerprint.of(BUNDLE, copy))
        .isEqualTo(Fingerprint.of(BUNDLE, PROMPT))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void whateverChangesAnAnswerChangesIt() {
    int budget = PROMPT.maxOutputTokens();
    OutputSchema other = Tiny.PROMPTS.prompt("short").schema();

    assertThat(
            List.of(
                Fingerprint.of(BUNDLE, PROMPT),
                Fingerprint.of(BUNDLE, prompt(2, PROMPT.text(), PROMPT.schema(), budget)),
                Fingerprint.of(BUNDLE, prompt(1, PROMPT.text() + "。", PROMPT.schema(), budget)),
                Fingerprint.of(BUNDLE, prompt(1, PROMPT.text(), other, budget)),
                Fingerprint.of(BUNDLE, prompt(1, PROMPT.text(), PROMPT.schema(), budget + 1)),
                sampled(new Sampling(0.8, 0, 1, 1)),
                sampled(new Sampling(0.8, 2, 1, 1)),
                sampled(new Sampling(0.8, 2, 0.9, 1)),
                sampled(new Sampling(0.8, 2, 0.9, 1.1))))
        .doesNotHaveDuplicates();
  }

  @Test
  void settingsThatAreNeverReadDoNotChangeIt() {
    assertThat(sampled(new Sampling(0, 5, 0.5, 1))).isEqualTo(Fingerprint.of(BUNDLE, PROMPT));
  }

  private static String sampled(Sampling sampling) {
    return Fingerprint.of(
        BUNDLE, prompt(1, PROMPT.text(), PROMPT.schema(), PROMPT.maxOutputTokens(), sampling));
  }

  @Test
  void whatAPromptSaysByDefaultOrToACategoryChangesIt() {
    List<String> fingerprints =
        Stream.of(
                Variables.NONE,
                new Variables(Map.of("title", "无"), 60, Map.of()),
                new Variables(Map.of("title", "缺"), 60, Map.of()),
                new Variables(Map.of("title", "缺"), 61, Map.of()),
                new Variables(Map.of(), 60, Map.of("手机", new Variables.Override("写", Map.of()))))
            .map(
                variables ->
                    new Prompt(
                        "title",
                        1,
                        "title",
                        PROMPT.system(),
                        "写 {title}",
                        PROMPT.schema(),
                        PROMPT.maxOutputTokens(),
                        Sampling.GREEDY,
                        variables))
            .map(prompt -> Fingerprint.of(BUNDLE, prompt))
            .toList();

    assertThat(fingerprints).doesNotHaveDuplicates();
  }
}
