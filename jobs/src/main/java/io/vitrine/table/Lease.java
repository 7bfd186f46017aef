package io.vitrine.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.DaemonThreads;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one driver to write to a warehouse.
 *
 * <p>Each holder has an epoch, one more than the one before, and a file of that name in {@code
 * _lease/}. Of all who want an epoch the one whose file is there first has it, so all that is asked
 * of the store is that a file can be put where none is. The holder writes its own file anew a few
 * times in a term; whoever waits takes the next epoch when the file has stood still for a whole
 * term by the waiter's own clock, so clocks need not agree. (Leases with fencing by number: Gray
 * and Cheriton, "Leases", 1989; the numbers also stand in Delta's transactions, see {@link
 * ChunkId}.)
 */
public final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FOLDER = "_lease";
  private static final int RENEWALS_PER_TERM = 4;

  private final FileSystem files;
  private final Path folder;
  private final Duration term;
  private final PutIfAbsent store;
  private final ScheduledExecutorService clock;
  private State state;
  private long epoch;
  private long nextNumber;
  private volatile long renewedNanos;
  private volatile boolean lost;

  /**
   * How leases are held.
   *
   * @param term how long a holder may be silent
   * @param unguarded whether to go on where the store cannot keep two drivers apart
   */
  public record Terms(Duration term, boolean unguarded) {}

  /**
   * What stands in a holder's file.
   *
   * @param beat grows with every renewal
   * @param released whether the holder has ended
   */
  private record State(
      @JsonProperty("owner") LeaseOwner owner,
      @JsonProperty("beat") long beat,
      @JsonProperty("released") boolean released) {}

  private record Held(long epoch, Optional<State> state) {
    boolean isFree() {
      return state.map(s -> s.released() || s.owner().isKnownDead()).orElse(false);
    }
  }

  private Lease(FileSystem files, Path warehouse, Duration term, LeaseOwner owner) {
    this.files = files;
    this.folder = new Path(warehouse, FOLDER);
    this.term = term;
    this.store = new PutIfAbsent(files);
    this.state = new State(owner, /* beat= */ 0, /* released= */ false);
    this.clock = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("vitrine-lease"));
  }

  /**
   * Takes the lease. Waits a term at most while somebody else holds it.
   *
   * @param highestChunk the highest chunk number that any table knows
   * @throws VitrineException when somebody else holds it and is alive, or the store cannot
   *     guarantee that there is one holder
   */
  static Lease acquire(
      FileSystem files,
      Path warehouse,
      String runId,
      Optional<String> runKey,
      Terms terms,
      long highestChunk) {
    Lease lease =
        new Lease(files, warehouse, terms.term(), LeaseOwner.here(runId, runKey, Instant.now()));
    try {
      lease.take(ChunkId.epochOf(highestChunk));
      lease.requireGuarded(terms.unguarded());
    } catch (IOException e) {
      lease.clock.shutdownNow();
      throw Errors.invalid(
          "Cannot take the lease of the warehouse " + warehouse,
          String.valueOf(e.getMessage()),
          "Check the address and the right to write there",
          e);
    } catch (VitrineException e) {
      lease.clock.shutdownNow();
      throw e;
    }

    long every = Math.max(1, terms.term().toMillis() / RENEWALS_PER_TERM);
    var unused =
        lease.clock.scheduleWithFixedDelay(lease::renew, every, every, TimeUnit.MILLISECONDS);
    return lease;
  }

  /** Grows with every holder. */
  public long epoch() {
    return epoch;
  }

  /** A number for a chunk, above all that went before. */
  public synchronized long nextChunk() {
    return ++nextNumber;
  }

  /**
   * Makes sure, before a commit, that this is still the holder.
   *
   * @throws VitrineException when somebody else has taken over, or may have
   */
  public void check() {
    try {
      lost |= newestEpoch() != epoch;
    } catch (IOException e) {
      LOG.warn("Cannot look at {}", folder, e);
    }

    if (lost || System.nanoTime() - renewedNanos > term.toNanos()) {
      throw Errors.failed(
          "The lease of the warehouse " + folder.getParent() + " is lost",
          "this driver was silent for longer than "
              + term.toSeconds()
              + " s, or another one has taken over",
          "Nothing is lost: start the command again, it goes on from what is committed",
          /* cause= */ null);
    }
  }

  /** Gives the lease back; in a warehouse that holds nothing no trace stays. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(term.toMillis(), TimeUnit.MILLISECONDS)) {
        clock.shutdownNow();
      }

      if (newestEpoch() == epoch) {
        release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // the next driver waits for a term, that is all
      LOG.warn("Cannot give back the lease in {}", folder, e);
    }
  }

  private void release() throws IOException {
    boolean empty =
        Arrays.stream(files.listStatus(folder.getParent()))
            .allMatch(file -> file.getPath().getName().equals(FOLDER));
    if (empty) {
      files.delete(folder, /* recursive= */ true);
      files.delete(folder.getParent(), /* recursive= */ false);
      return;
    }

    state = new State(state.owner(), state.beat() + 1, /* released= */ true);
    store.replace(file(epoch), JSON.writeValueAsBytes(state));
  }

  private void take(long epochInTables) throws IOException {
    long began = System.nanoTime();
    long stoodStillSince = began;
    Held seen = null;
    while (true) {
      Held held = newest();
      if (!held.equals(seen)) {
        seen = held;
        stoodStillSince = System.nanoTime();
      }

      boolean expired = System.nanoTime() - stoodStillSince >= term.toNanos();
      boolean first = held.epoch() == 0;
      if (first || held.isFree() || expired) {
        if (takeEpoch(Math.max(held.epoch(), epochInTables) + 1)) {
          return;
        }
      } else if (System.nanoTime() - began >= term.toNanos()) {
        throw refusal(held);
      }

      pause();
    }
  }

  private boolean takeEpoch(long wanted) throws IOException {
    renewedNanos = System.nanoTime();
    if (!store.create(file(wanted), JSON.writeValueAsBytes(state))) {
      return false;
    }

    if (newestEpoch() != wanted) {
      // somebody slower than its successors: this epoch had come and gone
      files.delete(file(wanted), /* recursive= */ false);
      return false;
    }

    epoch = wanted;
    nextNumber = ChunkId.before(epoch);
    for (FileStatus file : files.listStatus(folder)) {
      if (epochOf(file) < epoch) {
        files.delete(file.getPath(), /* recursive= */ false);
      }
    }

    return true;
  }

  private void requireGuarded(boolean unguarded) throws IOException {
    if (unguarded || !store.create(file(epoch), JSON.writeValueAsBytes(state))) {
      return;
    }

    release();
    throw Errors.invalid(
        "Cannot guard the warehouse " + folder.getParent(),
        "its store puts a file where there is one already, so two drivers could not be kept apart",
        "Use a store with conditional writes, or, when nobody else writes there, set"
            + " spark.vitrine.lease.unguarded=true");
  }

  private VitrineException refusal(Held held) {
    return Errors.invalid(
        "Another driver works on the warehouse " + folder.getParent(),
        held.state().map(s -> s.owner().text()).orElse("its name cannot be read"),
        "Wait until it has ended, or end it; then start this again");
  }

  private void renew() {
    try {
      if (newestEpoch() != epoch) {
        lost = true;
        return;
      }

      long before = System.nanoTime();
      state = new State(state.owner(), state.beat() + 1, /* released= */ false);
      store.replace(file(epoch), JSON.writeValueAsBytes(state));
      renewedNanos = before;
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot renew the lease in {}", folder, e);
    }
  }

  private Held newest() throws IOException {
    long newest = newestEpoch();
    if (newest == 0) {
      return new Held(0, Optional.empty());
    }

    try (InputStream in = files.open(file(newest))) {
      return new Held(newest, Optional.of(JSON.readValue(in.readAllBytes(), State.class)));
    } catch (FileNotFoundException | com.fasterxml.jackson.core.JacksonException e) {
      // just being written or given back
      return new Held(newest, Optional.empty());
    }
  }

  private long newestEpoch() throws IOException {
    try {
      return Arrays.stream(files.listStatus(folder)).mapToLong(Lease::epochOf).max().orElse(0);
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  /** 0 for whatever else may lie there. */
  private static long epochOf(FileStatus file) {
    String name = file.getPath().getName();
    return name.matches("\\d{10}\\.json") ? Long.parseLong(name.substring(0, 10)) : 0;
  }

  private Path file(long wanted) {
    return new Path(folder, String.format(Locale.ROOT, "%010d.json", wanted));
  }

  private void pause() {
    try {
      Thread.sleep(Math.min(250, Math.max(1, term.toMillis() / 20)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Errors.failed(
          "Stopped", "interrupted while waiting for the lease", "Start the command again", e);
    }
  }
}
