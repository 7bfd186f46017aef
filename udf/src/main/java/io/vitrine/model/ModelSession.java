package io.vitrine.model;

import java.util.List;

/**
 * One thread's use of a loaded model: a key-value cache of some slots, and the calls that work on
 * it. Only the thread that made it may call it. Every tensor handed out belongs to the caller.
 */
public interface ModelSession extends AutoCloseable {

  /** Slots of the cache, numbered from 0. */
  int slots();

  /**
   * Encodes pictures.
   *
   * @param pictures each {@code side * side * 3} bytes R G B, of the bundle's side
   */
  DeviceTensor encode(List<byte[]> pictures);

  /**
   * Appends tokens with pictures among them.
   *
   * @param images what {@link #encode} made of as many pictures as the batch has rows, in order
   * @return logits after each row's last token
   */
  DeviceTensor prefill(TokenBatch batch, DeviceTensor images);

  /**
   * Appends tokens.
   *
   * @return logits after each token asked about, see {@link TokenBatch#ask}
   */
  DeviceTensor forward(TokenBatch batch);

  /** Copies the first positions of one slot to others. */
  void copy(int source, int[] targets, int length);

  /**
   * The likeliest token for each row of logits among those allowed.
   *
   * @param masks for each row of logits, the number of its set of allowed tokens in the mask table
   */
  int[] choose(DeviceTensor logits, int[] masks);

  /**
   * An allowed token by chance for each row of logits; as {@link #choose} where the temperature is
   * 0. What is drawn for a row does not depend on the others.
   *
   * @param masks as {@link #choose} has them
   * @param draws how, for each row of logits
   */
  int[] draw(DeviceTensor logits, int[] masks, List<Draw> draws);

  /** Frees the cache and everything else native. */
  @Override
  void close();
}
