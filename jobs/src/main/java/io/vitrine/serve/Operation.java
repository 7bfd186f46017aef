package io.vitrine.serve;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A question of a client on its way: it waits, runs, and is finished as soon as its first row is
 * there, is canceled, or fails. Jobs that Spark runs for it, also while rows are fetched, are those
 * of a group, so that they can be canceled.
 */
final class Operation {
  private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

  private final Handle handle = Handle.next();
  private final SparkContext spark;
  private final Callable<Answer> question;
  private final AtomicReference<TOperationState> state =
      new AtomicReference<>(TOperationState.PENDING_STATE);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile StructType schema;
  private volatile RowPages pages;
  private volatile Throwable error;

  Operation(SparkContext spark, Callable<Answer> question) {
    this.spark = spark;
    this.question = question;
  }

  Handle handle() {
    return handle;
  }

  TOperationState state() {
    return state.get();
  }

  /** What went wrong; empty unless it failed. */
  Optional<Throwable> error() {
    return Optional.ofNullable(error);
  }

  /** The answer's columns; null before it is finished. */
  StructType schema() {
    return schema;
  }

  long sent() {
    RowPages known = pages;
    return known == null ? 0 : known.sent();
  }

  void start(ExecutorService threads) {
    threads.execute(this::run);
  }

  /** Runs in this thread. */
  void run() {
    if (state.compareAndSet(TOperationState.PENDING_STATE, TOperationState.RUNNING_STATE)) {
      try {
        inGroup(
            () -> {
              Answer answer = question.call();
              RowPages found = new RowPages(answer);
              found.hasMore();
              schema = answer.schema();
              pages = found;
              return found;
            });
        state.compareAndSet(TOperationState.RUNNING_STATE, TOperationState.FINISHED_STATE);
      } catch (Throwable e) {
        fail(e);
      }
    }

    over.countDown();
  }

  /** Waits until it is over, for a while at most. */
  void await(long millis) throws InterruptedException {
    over.await(millis, TimeUnit.MILLISECONDS);
  }

  /** The next rows. */
  synchronized TRowSet next(long wanted) {
    return fetched(() -> pages.next(wanted));
  }

  /** Whether there are more of them. */
  synchronized boolean hasMore() {
    return fetched(pages::hasMore);
  }

  /** Ends it early; has no effect on what is over, but that it cannot be fetched from any more. */
  void cancel() {
    TOperationState before = state.getAndSet(TOperationState.CANCELED_STATE);
    if (before == TOperationState.RUNNING_STATE) {
      spark.cancelJobGroupAndFutureJobs(group());
    } else if (before == TOperationState.FINISHED_STATE) {
      spark.cancelJobGroup(group());
    } else if (before == TOperationState.ERROR_STATE) {
      state.set(before);
    }
  }

  private <T> T fetched(Callable<T> work) {
    try {
      return inGroup(work);
    } catch (Exception e) {
      fail(e);
      throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }

  private void fail(Throwable e) {
    error = e;
    if (state.get() != TOperationState.CANCELED_STATE) {
      LOG.info("A statement failed", e);
      state.set(TOperationState.ERROR_STATE);
    }
  }

  private String group() {
    return handle.id().toString();
  }

  private <T> T inGroup(Callable<T> work) throws Exception {
    spark.setJobGroup(group(), "serve-sql", /* interruptOnCancel= */ true);
    try {
      return work.call();
    } finally {
      spark.clearJobGroup();
    }
  }
}
