package io.vitrine.bench;

import io.vitrine.generate.EngineLimits;
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
  private final List<Prompt> prompts;
  private final List<Picture> pictures;

  /**
   * @param prompts the first is the one that is measured; all of them are asked together for {@link
   *     #forkVsSeparate}
   */
  EngineBench(Path bundle, List<Prompt> prompts, List<Picture> pictures) {
    this.bundle = bundle;
    this.prompts = prompts;
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
    int rows = rows(setting);
    List<Prompt> prompt = prompts.subList(0, 1);
    try (VisionEngine engine = new TorchEngineFactory(clock::around).open(settings(setting))) {
      int warm = Math.max(8, rows);
      long before = System.nanoTime();
      answer(engine, prompt, warm);
      double rate = warm * 1e9 / (System.nanoTime() - before);
      // rows that run out of company at the end must not weigh much
      int count = (int) Math.max((long) fills * rows, Math.round(rate * seconds));
      clock.reset();
      before = System.nanoTime();
      long tokens = answer(engine, prompt, count);
      double nanos = System.nanoTime() - before;
      return new Result(
          count * 1e9 / nanos,
          (double) tokens / count,
          (double) clock.rowPasses() / tokens,
          clock.shares(nanos * setting.of(Setting.THREADS)));
    }
  }

  /**
   * How many times as long a run for each prompt takes as one run for all of them, in which a
   * picture is encoded and prefilled once.
   *
   * @param fills how often to fill all slots with pictures
   */
  double forkVsSeparate(Setting setting, int fills) throws InterruptedException {
    int count = fills * rows(setting);
    try (VisionEngine engine = new TorchEngineFactory().open(settings(setting))) {
      answer(engine, prompts, rows(setting));
      long before = System.nanoTime();
      answer(engine, prompts, count);
      double together = System.nanoTime() - before;
      before = System.nanoTime();
      for (Prompt prompt : prompts) {
        answer(engine, List.of(prompt), count);
      }

      return (System.nanoTime() - before) / together;
    }
  }

  private static int rows(Setting setting) {
    return setting.of(Setting.SLOTS) * setting.of(Setting.THREADS);
  }

  private EngineSettings settings(Setting setting) {
    return new EngineSettings(
        bundle,
        "cpu",
        setting.of(Setting.SLOTS),
        setting.of(Setting.THREADS),
        setting.of(Setting.INTRA_OP_THREADS),
        /* queueCapacity= */ 2 * rows(setting),
        EngineLimits.DEFAULT);
  }

  /** Has the first pictures described; returns how many tokens that took. */
  private long answer(VisionEngine engine, List<Prompt> asked, int count)
      throws InterruptedException {
    List<CompletableFuture<Generation>> answers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Picture picture = pictures.get(i % pictures.size());
      answers.add(engine.submit(new GenerationRequest(picture, asked, /* seed= */ 0)));
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
