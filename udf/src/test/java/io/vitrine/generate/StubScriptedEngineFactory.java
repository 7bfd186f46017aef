package io.vitrine.generate;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Opens stub engines of this JVM behind a script that decides which answers go wrong. */
public final class StubScriptedEngineFactory implements EngineFactory {
  private static final AtomicReference<Supplier<Then>> SCRIPT =
      new AtomicReference<>(() -> Then.ANSWER);

  /** What becomes of one picture. */
  public enum Then {
    ANSWER,
    /** The device has no room for it. */
    NO_ROOM,
    FAIL,
    /** An answer that is cut, and so against its schema. */
    CUT
  }

  /** Asked for every picture from now on. */
  public static void script(Supplier<Then> script) {
    SCRIPT.set(script);
  }

  @Override
  public VisionEngine open(EngineSettings settings) {
    return new Scripted(new StubEngineFactory().open(settings));
  }

  private static final class Scripted extends StubAroundEngine {
    Scripted(VisionEngine engine) {
      super(engine);
    }

    @Override
    public CompletableFuture<Generation> submit(GenerationRequest request)
        throws InterruptedException {
      return switch (SCRIPT.get().get()) {
        case ANSWER -> engine.submit(request);
        case NO_ROOM ->
            CompletableFuture.failedFuture(new PictureException(ErrorCode.ENGINE_OOM, "injected"));
        case FAIL -> CompletableFuture.failedFuture(new IllegalStateException("injected"));
        case CUT -> engine.submit(request).thenApply(Scripted::cut);
      };
    }

    private static Generation cut(Generation whole) {
      List<Output> outputs =
          whole.outputs().stream()
              .map(o -> new Output(o.prompt(), "{\"", FinishReason.LENGTH, o.promptTokens(), 1))
              .toList();
      return new Generation(
          outputs,
          whole.imageTokens(),
          whole.queueMs(),
          whole.prefillMs(),
          whole.generateMs(),
          whole.batchSize());
    }
  }
}
