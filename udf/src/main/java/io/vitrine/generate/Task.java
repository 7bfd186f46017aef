package io.vitrine.generate;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.image.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One picture and all that is asked about it. Its parts, one for each prefix, may be worked on by
 * different threads.
 */
final class Task {
  private final Picture picture;
  private final List<Plan> plans;
  private final long seed;
  private final Answer[] answers;
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final long submitted = System.nanoTime();
  private long started;
  private double prefillMs;
  private int open;
  private int batchSize = 1;

  /**
   * One answer in tokens.
   *
   * @param tokens not to be written to
   */
  record Answer(int[] tokens, FinishReason finishReason) {}

  /** All answers in the order asked, and what they took; see {@link Generation}. */
  record Result(
      List<Answer> answers, double queueMs, double prefillMs, double generateMs, int batchSize) {}

  /**
   * The outputs of a task that fork from one prefill.
   *
   * @param outputs indices of plans
   */
  record Part(Task task, Plan.Prefix prefix, List<Integer> outputs) {}

  /**
   * @param seed of what is left to chance, together with each plan's prompt
   */
  Task(Picture picture, List<Plan> plans, long seed) {
    this.picture = picture;
    this.seed = seed;
    this.plans = List.copyOf(plans);
    this.answers = new Answer[plans.size()];
    this.open = plans.size();
  }

  List<Part> parts() {
    Map<Plan.Prefix, List<Integer>> outputs = new LinkedHashMap<>();
    for (int i = 0; i < plans.size(); i++) {
      outputs.computeIfAbsent(plans.get(i).prefix(), prefix -> new ArrayList<>()).add(i);
    }

    List<Part> parts = new ArrayList<>();
    outputs.forEach((prefix, indices) -> parts.add(new Part(this, prefix, List.copyOf(indices))));
    return parts;
  }

  Picture picture() {
    return picture;
  }

  long seed() {
    return seed;
  }

  Plan plan(int output) {
    return plans.get(output);
  }

  CompletableFuture<Result> result() {
    return result;
  }

  /** Whether nobody waits for further answers. */
  boolean over() {
    return result.isDone();
  }

  synchronized void start() {
    if (started == 0) {
      started = System.nanoTime();
    }
  }

  synchronized void prefilled(long nanos) {
    prefillMs += nanos / 1e6;
  }

  synchronized void shared(int rows) {
    batchSize = Math.max(batchSize, rows);
  }

  void answer(int output, Answer answer) {
    Result complete;
    synchronized (this) {
      answers[output] = answer;
      if (--open > 0) {
        return;
      }

      double queueMs = (started - submitted) / 1e6;
      double totalMs = (System.nanoTime() - started) / 1e6;
      complete =
          new Result(
              List.of(answers), queueMs, prefillMs, Math.max(0, totalMs - prefillMs), batchSize);
    }

    result.complete(complete);
  }

  /** Fails because the engine gave itself up; another one may do it. */
  void fail(EngineFault fault) {
    fail(ErrorCode.ENGINE_FAILED, fault.message(), new EngineGoneException(fault));
  }

  void fail(ErrorCode code, String message, Throwable cause) {
    result.completeExceptionally(new PictureException(code, message, cause));
  }
}
