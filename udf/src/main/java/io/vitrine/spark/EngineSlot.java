package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.EngineLease;
import io.vitrine.generate.VisionEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * The one engine of a device. The first to ask loads it, on a thread of its own so that a killed
 * task does not take the load with it; the others wait. Who asks for a different engine waits until
 * nobody uses the present one.
 */
final class EngineSlot {
  private final Function<EngineRequest, Loaded> loader;
  private CompletableFuture<Loaded> current;
  private EngineRequest request;
  private String loadedFor;
  private int users;

  /** An engine and the name of its load. */
  record Loaded(VisionEngine engine, String loadId) {}

  EngineSlot(Function<EngineRequest, Loaded> loader) {
    this.loader = loader;
  }

  /**
   * The engine, loaded if it was not.
   *
   * @param work names the work that asks; a load is counted to the work that caused it
   * @throws VitrineException when loading failed; all who waited get the same, the next one who
   *     asks tries again
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
      while (current != null && !wanted.equals(request) && users > 0) {
        wait();
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
      Thread thread = new Thread(() -> load(wanted, loading), "vitrine-engine-load");
      thread.setDaemon(true);
      thread.start();
    }

    users++;
    return current;
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
