package io.vitrine.bench;

import io.vitrine.generate.EngineSettings;
import io.vitrine.generate.Generation;
import io.vitrine.generate.GenerationRequest;
import io.vitrine.generate.Output;
import io.vitrine.generate.TorchEngineFactory;
import io.vitrine.generate.VisionEngine;
import io.vitrine.image.Picture;
import io.vitrine.prompt.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The engine alone: squares in memory to answers in memory. */
final class EngineBench {
  private final Path bundle;
  private final Prompt prompt;
  private final List<Picture> pictures;

  EngineBench(Path bundle, Prompt prompt, List<Picture> pictures) {
    this.bundle = bundle;
    this.prompt = prompt;
    this.pictures = pictures;
  }

  /**
   * What was measured.
   *
   * @param tokensPerImage tokens of an answer
   * @param passesPerToken decoder passes of an answer over its tokens
   * @param timeShares see {@link EngineClock#shares}
   */
  record Result(
      double imagesPerSecond,
      double tokensPerImage,
      double passesPerToken,
      Map<String, Double> timeShares) {}

  /**
   * Loads an engine, warms it up and measures it.
   *
   * @param seconds how long to measure, about
   * @param fills how often to fill all slots, at least
   */
  Result measure(Setting setting, double seconds, int fills) throws InterruptedException {
    EngineClock clock = new EngineClock();
    int rows = setting.slots() * setting.threads();
    EngineSettings settings =
        new EngineSettings(
            bundle,
            "cpu",
            setting.slots(),
            setting.threads(),
            setting.intraOpThreads(),
            /* queueCapacity= */ 2 * rows);
    try (VisionEngine engine = new TorchEngineFactory(clock::around).open(settings)) {
      int warm = Math.max(8, rows);
      long before = System.nanoTime();
      answer(engine, warm);
      double rate = warm * 1e9 / (System.nanoTime() - before);
      // rows that run out of company at the end must not weigh much
      int count = (int) Math.max((long) fills * rows, Math.round(rate * seconds));
      clock.reset();
      before = System.nanoTime();
      long tokens = answer(engine, count);
      double nanos = System.nanoTime() - before;
      return new Result(
          count * 1e9 / nanos,
          (double) tokens / count,
          (double) clock.rowPasses() / tokens,
          clock.shares(nanos * setting.threads()));
    }
  }

  /** Has the first pictures described; returns how many tokens that took. */
  private long answer(VisionEngine engine, int count) throws InterruptedException {
    List<CompletableFuture<Generation>> answers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Picture picture = pictures.get(i % pictures.size());
      answers.add(engine.submit(new GenerationRequest(picture, List.of(prompt), /* seed= */ 0)));
    }

    long tokens = 0;
    for (CompletableFuture<Generation> answer : answers) {
      try {
        tokens += answer.get().outputs().stream().mapToLong(Output::outputTokens).sum();
      } catch (ExecutionException e) {
        throw new IllegalStateException("The engine failed", e.getCause());
      }
    }

    return tokens;
  }
}
