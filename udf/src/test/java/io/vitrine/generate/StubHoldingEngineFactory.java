package io.vitrine.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Opens engines of which one, whichever process it is in, never answers about its first picture; it
 * leaves the file {@code held} beside the model.
 */
public final class StubHoldingEngineFactory implements EngineFactory {

  @Override
  public VisionEngine open(EngineSettings settings) {
    return new Holding(
        new StubEngineFactory().open(settings), settings.bundle().resolveSibling("held"));
  }

  private static final class Holding extends StubAroundEngine {
    private final Path held;

    Holding(VisionEngine engine, Path held) {
      super(engine);
      this.held = held;
    }

    @Override
    public CompletableFuture<Generation> submit(GenerationRequest request)
        throws InterruptedException {
      try {
        Files.createFile(held);
        return new CompletableFuture<>();
      } catch (FileAlreadyExistsException e) {
        return engine.submit(request);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
