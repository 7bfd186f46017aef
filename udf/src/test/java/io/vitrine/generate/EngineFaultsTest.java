package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.error.VitrineException;
import io.vitrine.image.Picture;
import io.vitrine.model.ModelSession;
import io.vitrine.prompt.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real engine on a session whose faults are injected. */
class EngineFaultsTest {
  private static final Prompt TITLE = Tiny.PROMPTS.prompt("title");
  private static final List<Picture> PICTURES =
      IntStream.range(0, 9).mapToObj(seed -> Tiny.picture(seed)).toList();
  private static final Picture POISON = PICTURES.get(5);

  private static TorchEngine open(UnaryOperator<ModelSession> sessions) {
    return TorchEngine.open(Tiny.settings(4, 1), sessions);
  }

  private static List<CompletableFuture<Generation>> ask(VisionEngine engine) throws Exception {
    List<CompletableFuture<Generation>> futures = new ArrayList<>();
    for (Picture picture : PICTURES) {
      futures.add(engine.submit(new GenerationRequest(picture, List.of(TITLE), 0)));
    }

    return futures;
  }

  private static String text(CompletableFuture<Generation> future) throws Exception {
    return future.get().outputs().get(0).text();
  }

  private static List<String> undisturbed() throws Exception {
    try (TorchEngine engine = TorchEngine.open(Tiny.settings(4, 1))) {
      List<String> texts = new ArrayList<>();
      for (CompletableFuture<Generation> future : ask(engine)) {
        texts.add(text(future));
      }

      return texts;
    }
  }

  private static PictureException failure(CompletableFuture<Generation> future) {
    return (PictureException)
        future
            .handle((done, error) -> error.getCause() == null ? error : error.getCause())
            .handle((error, unexpected) -> error instanceof PictureException e ? e : null)
            .join();
  }

  private static void holdOnlyThePoisonedFailed(TorchEngine engine, ErrorCode code)
      throws Exception {
    List<String> expected = undisturbed();
    List<CompletableFuture<Generation>> futures = ask(engine);
    for (int i = 0; i < PICTURES.size(); i++) {
      if (i == 5) {
        assertThatThrownBy(futures.get(5)::get)
            .cause()
            .isInstanceOfSatisfying(
                PictureException.class, e -> assertThat(e.code()).isEqualTo(code));
      } else {
        assertThat(text(futures.get(i))).isEqualTo(expected.get(i));
      }
    }

    assertThat(engine.fault()).isEmpty();
  }

  @Test
  void aFailingStepFailsOnlyThePictureConcerned() throws Exception {
    Runnable fault =
        () -> {
          throw new IllegalStateException("injected");
        };
    try (TorchEngine engine = open(s -> StubFaultySession.poisoned(s, POISON, fault))) {
      holdOnlyThePoisonedFailed(engine, ErrorCode.ENGINE_FAILED);
    }
  }

  @Test
  void aPictureThatFitsNotEvenAloneIsOutOfMemory() throws Exception {
    Runnable fault =
        () -> {
          throw new IllegalStateException("CUDA out of memory. Tried to allocate 2.00 GiB");
        };
    try (TorchEngine engine = open(s -> StubFaultySession.poisoned(s, POISON, fault))) {
      holdOnlyThePoisonedFailed(engine, ErrorCode.ENGINE_OOM);
    }
  }

  @Test
  void withoutMemoryForAllTheBatchIsHalved() throws Exception {
    List<String> expected = undisturbed();
    AtomicInteger refused = new AtomicInteger();
    UnaryOperator<ModelSession> sessions =
        session ->
            new StubFaultySession(
                session,
                pictures -> {},
                rows -> {
                  if (rows > 2) {
                    refused.incrementAndGet();
                    throw new IllegalStateException("CUDA error: out of memory");
                  }
                });
    try (TorchEngine engine = open(sessions)) {
      List<CompletableFuture<Generation>> futures = ask(engine);
      for (int i = 0; i < PICTURES.size(); i++) {
        assertThat(text(futures.get(i))).isEqualTo(expected.get(i));
      }
    }

    assertThat(refused).hasPositiveValue();
  }

  @Test
  void aHungCallFailsItsRowsAndTheEngineIsGivenUp() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    EngineSettings settings =
        new EngineSettings(
            Tiny.BUNDLE,
            "cpu",
            /* slots= */ 4,
            1,
            1,
            64,
            new EngineLimits(Duration.ofSeconds(2), CacheBudget.DEFAULT));
    TorchEngine engine =
        TorchEngine.open(
            settings, s -> StubFaultySession.poisoned(s, POISON, () -> await(hanging)));
    try {
      List<CompletableFuture<Generation>> futures = ask(engine);

      assertThat(failure(futures.get(5)).code()).isEqualTo(ErrorCode.ENGINE_TIMEOUT);
      assertThat(engine.fault().orElseThrow().kind()).isEqualTo(EngineFault.Kind.HUNG);
      assertThat(failure(engine.submit(new GenerationRequest(POISON, List.of(TITLE), 0))))
          .hasCauseInstanceOf(EngineGoneException.class);
      // nobody waits for ever
      for (CompletableFuture<Generation> future : futures) {
        future.handle((answer, failure) -> answer == null).get(1, TimeUnit.MINUTES);
      }

      // does not wait for the call either
      engine.close();
    } finally {
      hanging.countDown();
    }
  }

  @Test
  void anErrorOfTheDeviceIsNoPicturesFault() throws Exception {
    Runnable fault =
        () -> {
          throw new IllegalStateException("CUDA error: an illegal memory access was encountered");
        };
    try (TorchEngine engine = open(s -> StubFaultySession.poisoned(s, POISON, fault))) {
      List<CompletableFuture<Generation>> futures = ask(engine);

      assertThat(failure(futures.get(5))).hasCauseInstanceOf(EngineGoneException.class);
      assertThat(engine.fault().orElseThrow().kind()).isEqualTo(EngineFault.Kind.DEVICE);
      assertThat(failure(futures.get(8))).hasCauseInstanceOf(EngineGoneException.class);
    }
  }

  @Test
  void aCacheThatDoesNotFitItsBudgetIsRefusedWithTheNumbers() {
    EngineSettings settings =
        new EngineSettings(
            Tiny.BUNDLE,
            "cpu",
            /* slots= */ 16,
            /* threads= */ 2,
            1,
            64,
            new EngineLimits(Duration.ofMinutes(1), new CacheBudget(4_000_000, 0)));

    assertThatThrownBy(() -> TorchEngine.open(settings))
        .isInstanceOf(VitrineException.class)
        .hasMessage(
            "The cache does not fit its budget: 16 slots and 2 for prompts at 0.13 MB each, on 2"
                + " threads, take 4.7 MB; the budget is 4.0 MB. Ask for 13 slots or fewer"
                + " (spark.vitrine.engine.slots), or raise the budget"
                + " (spark.vitrine.engine.cacheBudget).");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
