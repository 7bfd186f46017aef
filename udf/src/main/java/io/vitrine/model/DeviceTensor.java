package io.vitrine.model;

import ai.djl.pytorch.engine.PtNDArray;

/** A tensor that stays where the model is. Whoever has it closes it. */
public final class DeviceTensor implements AutoCloseable {
  private final PtNDArray array;

  DeviceTensor(PtNDArray array) {
    this.array = array;
  }

  PtNDArray array() {
    return array;
  }

  /** All its numbers, row by row; of an fp32 tensor, as logits are. */
  public float[] toFloats() {
    return array.toFloatArray();
  }

  @Override
  public void close() {
    array.close();
  }
}
