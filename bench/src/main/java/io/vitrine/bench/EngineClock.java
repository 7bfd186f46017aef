package io.vitrine.bench;

import io.vitrine.model.DeviceTensor;
import io.vitrine.model.Draw;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TokenBatch;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts what the engine's threads do with their sessions. On a CPU a call is over when its work
 * is, so that time around calls is time of the work.
 */
final class EngineClock {
  private final Map<Work, LongAdder> nanos = new EnumMap<>(Work.class);
  private final LongAdder rowPasses = new LongAdder();

  /** What a session is asked for. */
  private enum Work {
    VISION,
    PREFILL,
    DECODE,
    MASKING,
    COPYING
  }

  EngineClock() {
    for (Work work : Work.values()) {
      nanos.put(work, new LongAdder());
    }
  }

  /** The session, watched. */
  ModelSession around(ModelSession session) {
    return new Watched(session);
  }

  void reset() {
    nanos.values().forEach(LongAdder::reset);
    rowPasses.reset();
  }

  /** Passes through the decoder, each counted once for every answer it was shared by. */
  long rowPasses() {
    return rowPasses.sum();
  }

  /**
   * Shares of the engine's time by kind of work, adding up to 1; {@code other} is the engine's own
   * bookkeeping, and waiting.
   *
   * @param total time of all engine threads together, in nanoseconds
   */
  Map<String, Double> shares(double total) {
    Map<String, Double> shares = new TreeMap<>();
    double other = 1;
    for (Map.Entry<Work, LongAdder> spent : nanos.entrySet()) {
      double share = spent.getValue().sum() / total;
      shares.put(spent.getKey().name().toLowerCase(Locale.ROOT), share);
      other -= share;
    }

    shares.put("other", other);
    return shares;
  }

  private <T> T time(Work work, Supplier<T> call) {
    long before = System.nanoTime();
    try {
      return call.get();
    } finally {
      nanos.get(work).add(System.nanoTime() - before);
    }
  }

  private final class Watched implements ModelSession {
    private final ModelSession session;

    Watched(ModelSession session) {
      this.session = session;
    }

    @Override
    public int slots() {
      return session.slots();
    }

    @Override
    public DeviceTensor encode(List<byte[]> pictures) {
      return time(Work.VISION, () -> session.encode(pictures));
    }

    @Override
    public DeviceTensor prefill(TokenBatch batch, DeviceTensor images) {
      rowPasses.add(batch.rows());
      return time(Work.PREFILL, () -> session.prefill(batch, images));
    }

    @Override
    public DeviceTensor forward(TokenBatch batch) {
      rowPasses.add(batch.rows());
      return time(Work.DECODE, () -> session.forward(batch));
    }

    @Override
    public void copy(int source, int[] targets, int length) {
      time(
          Work.COPYING,
          () -> {
            session.copy(source, targets, length);
            return null;
          });
    }

    @Override
    public int[] choose(DeviceTensor logits, int[] masks) {
      return time(Work.MASKING, () -> session.choose(logits, masks));
    }

    @Override
    public int[] draw(DeviceTensor logits, int[] masks, List<Draw> draws) {
      return time(Work.MASKING, () -> session.draw(logits, masks, draws));
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
