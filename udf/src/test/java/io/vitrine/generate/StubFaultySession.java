package io.vitrine.generate;

import io.vitrine.model.DeviceTensor;
import io.vitrine.model.Draw;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TokenBatch;
import java.util.Arrays;
import java.util.List;

/** A real session that cannot stand one picture. */
final class StubFaultySession implements ModelSession {
  private final ModelSession session;
  private final byte[] poison;

  StubFaultySession(ModelSession session, byte[] poison) {
    this.session = session;
    this.poison = poison;
  }

  @Override
  public int slots() {
    return session.slots();
  }

  @Override
  public DeviceTensor encode(List<byte[]> pictures) {
    if (pictures.stream().anyMatch(picture -> Arrays.equals(picture, poison))) {
      throw new IllegalStateException("injected");
    }

    return session.encode(pictures);
  }

  @Override
  public DeviceTensor prefill(TokenBatch batch, DeviceTensor images) {
    return session.prefill(batch, images);
  }

  @Override
  public DeviceTensor forward(TokenBatch batch) {
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
