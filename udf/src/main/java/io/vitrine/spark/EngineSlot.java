package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.DaemonThreads;
import io.vitrine.generate.EngineFault;
import io.vitrine.generate.EngineLease;
import io.vitrine.generate.VisionEngine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one engine of a device. The first to ask loads it, on a thread of its own so that a killed
 * task does not take the load with it; the others wait. Who asks for a different engine waits until
 * nobody uses the present one.
 *
 * <p>An engine that has given itself up is replaced, once: after a second time, or when the device
 * is the reason, the device counts as lost to this process.
 */
final class EngineSlot {
  private static final Logger LOG = LoggerFactory.getLogger(EngineSlot.class);
  private static final int REPLACEMENTS = 1;

  private final Function<EngineRequest, Loaded> loader;
  private final Consumer<VitrineException> lost;
  private CompletableFuture<Loaded> current;
  private EngineRequest request;
  private String loadedFor;
  private int users;
  private int replacements;
  private VitrineException loss;

  /** An engine and the name of its load. */
  record Loaded(VisionEngine engine, String loadId) {}

  /**
   * @param lost told on every attempt to use a device that is lost; may end the process
   */
  EngineSlot(Function<EngineRequest, Loaded> loader, Consumer<VitrineException> lost) {
    this.loader = loader;
    this.lost = lost;
  }

  /**
   * The engine, loaded if it was not.
   *
   * @param work names the work that asks; a load is counted to the work that caused it
   * @throws VitrineException when loading failed; all who waited get the same, the next one who
   *     asks tries again; or when the device is lost
   */
  EngineLease acquire(EngineRequest wanted, String work) {
    CompletableFuture<Loaded> loading = join(wanted, work);
    try {
      return new Lease(loading.get(), work);
    } catch (InterruptedException e) {
      leave();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the engine was loaded", e);
    } catch (ExecutionException e) {
      leave();
      forget(loading);
      if (e.getCause() instanceof VitrineException known) {
        throw known;
      }

      throw Errors.failed(
          "Cannot load the model " + wanted.model() + " on " + wanted.device(),
          String.valueOf(e.getCause()),
          "See the executor's log; a bundle can be checked with ./vitrine model verify",
          e.getCause());
    }
  }

  private synchronized CompletableFuture<Loaded> join(EngineRequest wanted, String work) {
    try {
      dropIfGone();
      while (current != null && !wanted.equals(request) && users > 0) {
        wait();
        dropIfGone();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while another engine was in use", e);
    }

    if (current != null && !wanted.equals(request)) {
      unload();
    }

    if (current == null) {
      CompletableFuture<Loaded> loading = new CompletableFuture<>();
      current = loading;
      request = wanted;
      loadedFor = work;
      new DaemonThreads("vitrine-engine-load").newThread(() -> load(wanted, loading)).start();
    }

    users++;
    return current;
  }

  /** Forgets an engine that has given itself up. */
  private void dropIfGone() {
    Loaded loaded =
        current == null || !current.isDone() || current.isCompletedExceptionally()
            ? null
            : current.join();
    if (loss == null && loaded != null && loaded.engine().fault().isPresent()) {
      EngineFault fault = loaded.engine().fault().get();
      LOG.error(
          "The engine on {} gave itself up: {}",
          loaded.engine().device(),
          fault.message(),
          fault.cause());
      // its threads may still need a while to end
      new DaemonThreads("vitrine-engine-close").newThread(loaded.engine()::close).start();
      current = null;
      request = null;
      if (fault.kind() == EngineFault.Kind.DEVICE || replacements++ >= REPLACEMENTS) {
        loss =
            Errors.failed(
                "The device " + loaded.engine().device() + " is lost",
                fault.message(),
                "Check it, and run again; what was finished is kept",
                fault.cause());
      }
    }

    if (loss != null) {
      lost.accept(loss);
      throw loss;
    }
  }

  private void load(EngineRequest wanted, CompletableFuture<Loaded> loading) {
    try {
      loading.complete(loader.apply(wanted));
    } catch (Throwable e) {
      // all who wait must hear of it, whatever it is
      loading.completeExceptionally(e);
    }
  }

  private synchronized void leave() {
    users--;
    notifyAll();
  }

  private synchronized void forget(CompletableFuture<Loaded> failed) {
    if (current == failed) {
      current = null;
      request = null;
    }
  }

  /** The engine, if it is loaded. */
  synchronized Optional<VisionEngine> loaded() {
    return current != null && current.isDone() && !current.isCompletedExceptionally()
        ? Optional.of(current.join().engine())
        : Optional.empty();
  }

  /** Closes the engine, if there is one, whoever may use it. */
  synchronized void unload() {
    if (current != null) {
      // a load that is still going on is closed when it is done
      current.thenAccept(loaded -> loaded.engine().close());
      current = null;
      request = null;
    }
  }

  private synchronized String loadIdFor(Loaded loaded, String work) {
    return work.equals(loadedFor) ? loaded.loadId() : null;
  }

  private final class Lease implements EngineLease {
    private final Loaded loaded;
    private final String loadId;
    private boolean open = true;

    Lease(Loaded loaded, String work) {
      this.loaded = loaded;
      this.loadId = loadIdFor(loaded, work);
    }

    @Override
    public VisionEngine engine() {
      return loaded.engine();
    }

    @Override
    public String loadId() {
      return loadId;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        leave();
      }
    }
  }
}
