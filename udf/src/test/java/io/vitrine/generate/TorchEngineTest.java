package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.error.VitrineException;
import io.vitrine.image.Picture;
import io.vitrine.prompt.Prompt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TorchEngineTest {
  private static final Prompt PRODUCT = Tiny.PROMPTS.prompt("product");
  private static final Prompt TITLE = Tiny.PROMPTS.prompt("title");

  private static List<Generation> answers(
      VisionEngine engine, List<Picture> pictures, Collection<Prompt> prompts) throws Exception {
    List<CompletableFuture<Generation>> futures = new ArrayList<>();
    for (Picture picture : pictures) {
      futures.add(engine.submit(new GenerationRequest(picture, List.copyOf(prompts), 0)));
    }

    List<Generation> generations = new ArrayList<>();
    for (CompletableFuture<Generation> future : futures) {
      generations.add(future.get());
    }

    return generations;
  }

  private static List<String> texts(Generation generation) {
    return generation.outputs().stream().map(Output::text).toList();
  }

  private static List<Picture> pictures(int count) {
    List<Picture> pictures = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      pictures.add(Tiny.picture(seed));
    }

    return pictures;
  }

  @Test
  void randomWeightsWriteValidAnswersToEveryPrompt() throws Exception {
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(8, 2))) {
      for (Generation generation : answers(engine, pictures(24), Tiny.PROMPTS.prompts())) {
        assertThat(generation.outputs()).hasSize(5);
        for (Output output : generation.outputs()) {
          Prompt prompt = Tiny.PROMPTS.prompt(output.prompt());
          assertThat(prompt.schema().validate(output.text()))
              .hasSize(prompt.schema().fields().size());
          assertThat(output.outputTokens()).isBetween(1, prompt.maxOutputTokens());
        }
      }
    }
  }

  @Test
  void swappingThePicturesSwapsTheAnswers() throws Exception {
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(2, 1))) {
      Picture one = Tiny.picture(1);
      Picture other = Tiny.picture(2);
      List<Generation> straight = answers(engine, List.of(one, other), List.of(PRODUCT));
      List<Generation> swapped = answers(engine, List.of(other, one), List.of(PRODUCT));

      assertThat(texts(straight.get(0))).isNotEqualTo(texts(straight.get(1)));
      assertThat(texts(swapped.get(0))).isEqualTo(texts(straight.get(1)));
      assertThat(texts(swapped.get(1))).isEqualTo(texts(straight.get(0)));
    }
  }

  @Test
  void anAnswerIsTheSameAloneAndInAnyCompany() throws Exception {
    List<Picture> pictures = pictures(20);
    List<List<String>> alone = new ArrayList<>();
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(1, 1))) {
      for (Picture picture : pictures) {
        for (Generation generation : answers(engine, List.of(picture), List.of(PRODUCT))) {
          alone.add(texts(generation));
        }
      }
    }

    try (VisionEngine engine = TorchEngine.open(Tiny.settings(6, 1))) {
      assertThat(answers(engine, pictures, List.of(PRODUCT)))
          .extracting(TorchEngineTest::texts)
          .isEqualTo(alone);
    }
  }

  @Test
  void outputsThatForkFromOnePictureAreTheSameAsOnTheirOwn() throws Exception {
    // three slots for five outputs: some fork, some take over a slot
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(3, 1))) {
      Picture picture = Tiny.picture(3);
      List<String> together =
          texts(answers(engine, List.of(picture), Tiny.PROMPTS.prompts()).get(0));
      List<String> separate = new ArrayList<>();
      for (Prompt prompt : Tiny.PROMPTS.prompts()) {
        separate.addAll(texts(answers(engine, List.of(picture), List.of(prompt)).get(0)));
      }

      assertThat(together).isEqualTo(separate);
    }
  }

  @Test
  void promptsWithDifferentInstructionsMayBeAskedAtOnce() throws Exception {
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(2, 1))) {
      List<Prompt> prompts = new ArrayList<>();
      for (String system : List.of("甲", "乙", "丙")) {
        prompts.add(withSystem(TITLE, system));
      }

      List<String> together = texts(answers(engine, List.of(Tiny.picture(4)), prompts).get(0));
      List<String> again = texts(answers(engine, List.of(Tiny.picture(4)), prompts).get(0));

      assertThat(together).hasSize(3).isEqualTo(again);
    }
  }

  @Test
  void picturesWithMoreOutputsThanSlotsLeaveTheirNeighboursASlot() throws Exception {
    List<Prompt> all = List.copyOf(Tiny.PROMPTS.prompts());
    Prompt other = withSystem(TITLE, "甲");
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(6, 1))) {
      List<CompletableFuture<Generation>> futures = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        List<Prompt> prompts =
            i % 3 == 0 ? List.of(TITLE) : i % 3 == 1 ? List.of(other, other) : all;
        futures.add(engine.submit(new GenerationRequest(Tiny.picture(i), prompts, 0)));
      }

      for (CompletableFuture<Generation> future : futures) {
        assertThat(future.get().outputs()).isNotEmpty();
      }
    }
  }

  private static Prompt withSystem(Prompt prompt, String system) {
    return new Prompt(
        prompt.id(),
        prompt.version(),
        prompt.channel(),
        system,
        prompt.text(),
        prompt.schema(),
        prompt.maxOutputTokens(),
        prompt.sampling());
  }

  private static Prompt withBudget(Prompt prompt, int maxOutputTokens) {
    return new Prompt(
        prompt.id(),
        prompt.version(),
        prompt.channel(),
        prompt.system(),
        prompt.text(),
        prompt.schema(),
        maxOutputTokens,
        prompt.sampling());
  }

  @Test
  void aSmallBudgetClosesTheAnswerAndSaysSo() throws Exception {
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(4, 1))) {
      for (int budget = 12; budget < 40; budget += 3) {
        Prompt tight = withBudget(PRODUCT, budget);
        Output output = answers(engine, pictures(1), List.of(tight)).get(0).outputs().get(0);
        Output free = answers(engine, pictures(1), List.of(PRODUCT)).get(0).outputs().get(0);

        assertThat(PRODUCT.schema().validate(output.text())).hasSize(5);
        assertThat(output.outputTokens()).isLessThanOrEqualTo(budget);
        assertThat(output.finishReason())
            .isEqualTo(
                output.text().equals(free.text()) ? free.finishReason() : FinishReason.LENGTH);
      }
    }
  }

  @Test
  void aBudgetThatNoAnswerFitsIsAnError() {
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(1, 1))) {
      GenerationRequest request =
          new GenerationRequest(Tiny.picture(0), List.of(withBudget(PRODUCT, 3)), 0);

      assertThatThrownBy(() -> engine.submit(request))
          .isInstanceOf(VitrineException.class)
          .hasMessageContaining("maxOutputTokens");
    }
  }

  @Test
  void aPromptLongerThanTheCacheIsAnError() {
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(1, 1))) {
      GenerationRequest request =
          new GenerationRequest(Tiny.picture(0), List.of(withBudget(PRODUCT, 5_000)), 0);

      assertThatThrownBy(() -> engine.submit(request))
          .isInstanceOf(VitrineException.class)
          .hasMessageContaining("cache length 512");
    }
  }

  @Test
  void aClosedEngineFailsWhatIsStillAskedOfIt() throws Exception {
    VisionEngine engine = TorchEngine.open(Tiny.settings(1, 1));
    List<CompletableFuture<Generation>> futures = new ArrayList<>();
    for (Picture picture : pictures(6)) {
      futures.add(engine.submit(new GenerationRequest(picture, List.of(TITLE), 0)));
    }

    engine.close();
    futures.add(engine.submit(new GenerationRequest(Tiny.picture(7), List.of(TITLE), 0)));

    assertThat(futures).allSatisfy(future -> assertThat(future).isDone());
    assertThatThrownBy(futures.get(6)::get)
        .cause()
        .isInstanceOfSatisfying(
            PictureException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_FAILED));
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("vitrine-engine"));
  }

  @Test
  void theFiguresOfAGenerationAreTrue() throws Exception {
    try (VisionEngine engine = TorchEngine.open(Tiny.settings(4, 1))) {
      Generation generation = answers(engine, pictures(8), List.of(PRODUCT)).get(7);

      assertThat(generation.imageTokens()).isEqualTo(4);
      assertThat(generation.batchSize()).isBetween(1, 4);
      assertThat(generation.queueMs()).isNotNegative();
      assertThat(generation.prefillMs()).isPositive();
      assertThat(generation.generateMs()).isPositive();
      assertThat(generation.outputs().get(0).promptTokens()).isGreaterThan(20);
      assertThat(engine.device()).isEqualTo("cpu");
      assertThat(engine.imageSize()).isEqualTo(Tiny.SIDE);
    }
  }

  @Test
  void aDeviceThatIsNotThereIsAnError() {
    EngineSettings settings =
        new EngineSettings(Tiny.BUNDLE, "gpu7", 1, 1, 1, 1, EngineLimits.DEFAULT);

    assertThatThrownBy(() -> TorchEngine.open(settings))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("gpu7");
  }
}
