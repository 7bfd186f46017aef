package io.vitrine.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Opens engines of which the first few, whichever process they are in, lose their device with their
 * first picture: as many as the file {@code deaths} beside the model says.
 */
public final class StubDyingEngineFactory implements EngineFactory {

  @Override
  public VisionEngine open(EngineSettings settings) {
    VisionEngine engine = new StubEngineFactory().open(settings);
    return mayDie(settings.bundle().resolveSibling("deaths")) ? new Dying(engine) : engine;
  }

  private static boolean mayDie(Path deaths) {
    try {
      int most = Integer.parseInt(Files.readString(deaths).strip());
      for (int death = 0; death < most; death++) {
        try {
          Files.createFile(deaths.resolveSibling("death-" + most + "-" + death));
          return true;
        } catch (FileAlreadyExistsException e) {
          // another engine's
        }
      }

      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Dying extends StubAroundEngine {
    private final EngineFault fault =
        new EngineFault(EngineFault.Kind.DEVICE, "injected", /* cause= */ null);
    private volatile boolean dead;

    Dying(VisionEngine engine) {
      super(engine);
    }

    @Override
    public CompletableFuture<Generation> submit(GenerationRequest request) {
      dead = true;
      Task task = new Task(request.picture(), List.of(), request.seed());
      task.fail(fault);
      return task.result().thenApply(result -> null);
    }

    @Override
    public Optional<EngineFault> fault() {
      return dead ? Optional.of(fault) : Optional.empty();
    }
  }
}
