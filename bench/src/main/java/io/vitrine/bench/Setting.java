package io.vitrine.bench;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How the threads of a part are set.
 *
 * @param slots answers that share one decode step of one engine thread; null for decoding
 * @param threads decoding threads, or engine threads
 * @param intraOpThreads libtorch's threads inside one operation; null for decoding
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Setting(Integer slots, int threads, Integer intraOpThreads) {

  static Setting decoding(int threads) {
    return new Setting(null, threads, null);
  }

  static Setting engine(int slots, int threads, int intraOpThreads) {
    return new Setting(slots, threads, intraOpThreads);
  }

  /** For a person; engine threads stand before libtorch's. */
  String text() {
    return slots == null
        ? threads + (threads == 1 ? " thread" : " threads")
        : String.format("%dx%d threads, %d slots", threads, intraOpThreads, slots);
  }
}
