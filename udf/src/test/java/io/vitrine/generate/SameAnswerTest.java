package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.image.Picture;
import io.vitrine.prompt.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shipped model, whose answers are sure enough to be compared between ways to add numbers. */
class SameAnswerTest {
  private static final int PICTURES = 500;
  private static final int SIDE = 128;
  private static final Path BUNDLE =
      Path.of(System.getProperty("vitrine.home"), "models", "vitrine-nano");

  @Test
  void fiveHundredAnswersAreTheSameAloneInABatchAndInSlotsUsedBefore() throws Exception {
    List<Picture> pictures =
        IntStream.range(0, PICTURES).mapToObj(seed -> Tiny.picture(seed, SIDE)).toList();

    FutureTask<List<String>> together = new FutureTask<>(() -> texts(pictures, 32));
    new Thread(together).start();
    List<String> alone = texts(pictures, 1);

    assertThat(together.get()).isEqualTo(alone);
    assertThat(alone.stream().distinct().count()).isGreaterThan(20);
  }

  /** All answers; with one slot every picture is alone, and with more each slot is used again. */
  private static List<String> texts(List<Picture> pictures, int slots) throws Exception {
    Prompt prompt = Tiny.PROMPTS.prompt("product");
    EngineSettings settings =
        new EngineSettings(BUNDLE, "cpu", slots, 1, 1, PICTURES, EngineLimits.DEFAULT);
    try (VisionEngine engine = TorchEngine.open(settings)) {
      List<CompletableFuture<Generation>> futures = new ArrayList<>();
      for (Picture picture : pictures) {
        futures.add(engine.submit(new GenerationRequest(picture, List.of(prompt), 0)));
      }

      List<String> texts = new ArrayList<>();
      for (CompletableFuture<Generation> future : futures) {
        texts.add(future.get().outputs().get(0).text());
      }

      return texts;
    }
  }
}
