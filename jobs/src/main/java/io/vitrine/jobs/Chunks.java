package io.vitrine.jobs;

import io.vitrine.generate.DaemonThreads;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Staging;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gathers finished pieces into chunks and commits them, on a thread of its own, while the legs run
 * on. The first chunk comes after a third of the interval, so that results are seen early; then the
 * time between two commits grows to the whole of it.
 */
final class Chunks implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int FIRST_INTERVALS = 3;

  /** As Spark names a task's file. */
  private static final Pattern PART = Pattern.compile("leg-(\\d+)/part-(\\d+)-.*");

  private final StagedRun run;
  private final Staging staging;
  private final ChunkCommits commits;
  private final PieceWatch watch;
  private final Duration interval;
  private final BooleanSupplier mustStop;
  private final Runnable stopWork;
  private final Runnable afterCommit;
  private final Consumer<Total> note;
  private final Thread thread;
  private final CountDownLatch end = new CountDownLatch(1);
  private Figures figures = Figures.NONE;
  private int chunks;
  private int skippedWrites;
  private boolean prepared;
  private volatile Exception failure;

  /**
   * What was committed.
   *
   * @param skippedWrites writes that a table had had before
   */
  record Total(Figures figures, int chunks, int skippedWrites) {}

  /**
   * Starts to gather.
   *
   * @param mustStop asked a few times a second whether the legs are to end early
   * @param stopWork called, once or more, when they are, or when committing failed
   * @param afterCommit called after each chunk
   * @param note hears what is committed so far after each chunk that is not the last
   */
  Chunks(
      StagedRun run,
      Staging staging,
      ChunkCommits commits,
      PieceWatch watch,
      Duration interval,
      BooleanSupplier mustStop,
      Runnable stopWork,
      Runnable afterCommit,
      Consumer<Total> note) {
    this.run = run;
    this.staging = staging;
    this.commits = commits;
    this.watch = watch;
    this.interval = interval;
    this.mustStop = mustStop;
    this.stopWork = stopWork;
    this.afterCommit = afterCommit;
    this.note = note;
    this.thread = new DaemonThreads("vitrine-chunks").newThread(this::gather);
    thread.start();
  }

  /**
   * Commits what is left, once no leg runs any more.
   *
   * @throws io.vitrine.error.VitrineException when the lease is lost
   */
  Total finish() throws Exception {
    close();
    if (failure != null) {
      throw failure;
    }

    commit(staging.unclaimed(run.runId()));
    return total();
  }

  /** What is committed so far; to be asked when nothing is being committed. */
  Total total() {
    return new Total(figures, chunks, skippedWrites);
  }

  /** Waits for the commit that is under way, and begins no other. */
  @Override
  public void close() throws InterruptedException {
    end.countDown();
    thread.join();
  }

  private void gather() {
    Duration wait = interval.dividedBy(FIRST_INTERVALS);
    long last = System.nanoTime();
    try {
      while (!end.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (mustStop.getAsBoolean()) {
          stopWork.run();
        }

        if (!prepared && !done().isEmpty()) {
          prepare();
        }

        if (System.nanoTime() - last >= wait.toNanos() && end.getCount() > 0) {
          List<String> done = done();
          if (!done.isEmpty()) {
            commit(done);
            note.accept(total());
            wait = wait.multipliedBy(2).compareTo(interval) > 0 ? interval : wait.multipliedBy(2);
            last = System.nanoTime();
          }
        }
      }
    } catch (Exception e) {
      failure = e;
      stopWork.run();
    }
  }

  /** Makes the tables while the legs still run; not before something is sure to be written. */
  private void prepare() throws Exception {
    if (!prepared) {
      commits.prepareTables();
      prepared = true;
    }
  }

  private List<String> done() throws IOException {
    return staging.unclaimed(run.runId()).stream().filter(this::isDone).toList();
  }

  private boolean isDone(String file) {
    Matcher name = PART.matcher(file);
    return name.matches()
        && watch.isDone(
            Legs.group(run.runId(), Integer.parseInt(name.group(1))),
            Integer.parseInt(name.group(2)));
  }

  private void commit(List<String> files) throws Exception {
    if (files.isEmpty()) {
      return;
    }

    prepare();
    ChunkCommits.Committed committed = commits.commit(run, files);
    figures = figures.plus(committed.figures());
    skippedWrites += committed.skippedWrites();
    chunks++;
    afterCommit.run();
  }
}
