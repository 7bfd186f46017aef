package io.vitrine.generate;

import io.vitrine.model.DeviceTensor;
import io.vitrine.model.Draw;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TokenBatch;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A session that tells other threads how long the call has taken that is under way. */
final class TimedSession implements ModelSession {
  private static final long NONE = Long.MIN_VALUE;

  private final ModelSession session;

  /** When the call began, by {@link System#nanoTime}. */
  private volatile long began = NONE;

  TimedSession(ModelSession session) {
    this.session = session;
  }

  /** Whether a call is under way that has taken longer. */
  boolean hasTakenLongerThan(Duration limit) {
    long since = began;
    return since != NONE && System.nanoTime() - since > limit.toNanos();
  }

  @Override
  public int slots() {
    return session.slots();
  }

  @Override
  public DeviceTensor encode(List<byte[]> pictures) {
    return timed(() -> session.encode(pictures));
  }

  @Override
  public DeviceTensor prefill(TokenBatch batch, DeviceTensor images) {
    return timed(() -> session.prefill(batch, images));
  }

  @Override
  public DeviceTensor forward(TokenBatch batch) {
    return timed(() -> session.forward(batch));
  }

  @Override
  public void copy(int source, int[] targets, int length) {
    timed(
        () -> {
          session.copy(source, targets, length);
          return null;
        });
  }

  @Override
  public int[] choose(DeviceTensor logits, int[] masks) {
    return timed(() -> session.choose(logits, masks));
  }

  @Override
  public int[] draw(DeviceTensor logits, int[] masks, List<Draw> draws) {
    return timed(() -> session.draw(logits, masks, draws));
  }

  @Override
  public void close() {
    session.close();
  }

  private <T> T timed(Supplier<T> call) {
    began = System.nanoTime();
    try {
      return call.get();
    } finally {
      began = NONE;
    }
  }
}
