package io.vitrine.generate;

import io.vitrine.image.Picture;
import io.vitrine.model.DeviceTensor;
import io.vitrine.model.Draw;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TokenBatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A real session that fails when told to. */
final class StubFaultySession implements ModelSession {
  private final ModelSession session;
  private final Consumer<List<byte[]>> encoding;
  private final IntConsumer passing;

  /**
   * @param encoding called with the pictures before they are encoded; may throw, or not come back
   * @param passing called with the number of rows before each pass; may throw
   */
  StubFaultySession(ModelSession session, Consumer<List<byte[]>> encoding, IntConsumer passing) {
    this.session = session;
    this.encoding = encoding;
    this.passing = passing;
  }

  /** A session that cannot stand one picture. */
  static ModelSession poisoned(ModelSession session, Picture poison, Runnable fault) {
    return new StubFaultySession(
        session,
        pictures -> {
          if (pictures.stream().anyMatch(picture -> Arrays.equals(picture, poison.rgb()))) {
            fault.run();
          }
        },
        rows -> {});
  }

  @Override
  public int slots() {
    return session.slots();
  }

  @Override
  public DeviceTensor encode(List<byte[]> pictures) {
    encoding.accept(pictures);
    return session.encode(pictures);
  }

  @Override
  public DeviceTensor prefill(TokenBatch batch, DeviceTensor images) {
    passing.accept(batch.rows());
    return session.prefill(batch, images);
  }

  @Override
  public DeviceTensor forward(TokenBatch batch) {
    passing.accept(batch.rows());
    return session.forward(batch);
  }

  @Override
  public void copy(int source, int[] targets, int length) {
    session.copy(source, targets, length);
  }

  @Override
  public int[] choose(DeviceTensor logits, int[] masks) {
    return session.choose(logits, masks);
  }

  @Override
  public int[] draw(DeviceTensor logits, int[] masks, List<Draw> draws) {
    return session.draw(logits, masks, draws);
  }

  @Override
  public void close() {
    session.close();
  }
}
