package io.vitrine.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a part, or a contender, is set.
 *
 * @param values each by its name, as in the JSON
 * @param text for a person
 */
record Setting(@JsonValue Map<String, Integer> values, String text) {
  static final String THREADS = "threads";
  static final String SLOTS = "slots";
  static final String INTRA_OP_THREADS = "intra_op_threads";
  static final String BATCH = "batch";
  static final String PROCESSES = "processes";
  static final String TASKS = "tasks";

  /** Of {@link #TASKS}: as many as Spark makes of the files by itself. */
  static final int BY_SPARK = 0;

  static Setting decoding(int threads) {
    return new Setting(values(THREADS, threads), threads + (threads == 1 ? " thread" : " threads"));
  }

  /**
   * Of Vitrine's engine.
   *
   * @param slots answers that share one decode step of one engine thread
   * @param threads engine threads
   * @param intraOpThreads libtorch's threads inside one operation
   */
  static Setting engine(int slots, int threads, int intraOpThreads) {
    return new Setting(
        values(SLOTS, slots, THREADS, threads, INTRA_OP_THREADS, intraOpThreads),
        String.format("%dx%d threads, %d slots", threads, intraOpThreads, slots));
  }

  /**
   * Of processes with a model each.
   *
   * @param threads libtorch's threads inside one operation
   */
  static Setting processes(int batch, int processes, int threads) {
    return new Setting(
        values(BATCH, batch, PROCESSES, processes, THREADS, threads),
        String.format("%dx%d threads, batch %d", processes, threads, batch));
  }

  /**
   * Of Spark tasks with a model each.
   *
   * @param tasks that the pictures are cut into; {@link #BY_SPARK} leaves that to Spark
   * @param intraOpThreads libtorch's threads inside one operation
   */
  static Setting tasks(int batch, int tasks, int intraOpThreads) {
    return new Setting(
        values(BATCH, batch, TASKS, tasks, INTRA_OP_THREADS, intraOpThreads),
        String.format(
            "%s, batch %d",
            tasks == BY_SPARK
                ? "tasks as Spark cuts them"
                : tasks + "x" + intraOpThreads + " tasks",
            batch));
  }

  /** The value of a name that settings of this kind have. */
  int of(String name) {
    return values.get(name);
  }

  private static Map<String, Integer> values(Object... namesAndValues) {
    Map<String, Integer> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], (Integer) namesAndValues[i + 1]);
    }

    return Collections.unmodifiableMap(values);
  }
}
