package io.vitrine.generate;

/**
 * Guesses how an answer goes on from what followed the same tokens in earlier answers, as a branch
 * predictor does: a bounded table from the last tokens to the next one, with a counter that says
 * how often it held. A guess only decides what is verified in one pass; the text is the model's.
 *
 * <p>Drafting from text instead of a small model: Yang et al., "Inference with Reference: Lossless
 * Acceleration of Large Language Models" (2023), and He et al., "REST: Retrieval-Based Speculative
 * Decoding" (2023). Used by one thread.
 */
final class Drafts {
  private static final int BITS = 16;
  private static final int NONE = -1;

  /** Times a token must have followed, less what spoke against it, before it is guessed. */
  private static final int SURE = 2;

  private static final int MOST = 7;
  private static final int WRONG = 2;

  // the high half of what the key hashes to, so that another key is seldom taken for it
  private final int[] tags = new int[1 << BITS];
  private final int[] tokens = new int[1 << BITS];
  private final byte[] counts = new byte[1 << BITS];

  /**
   * What a guess is made from.
   *
   * @param kind tells answers to different prompts apart
   * @param subject the answer's first chosen token, such as its category; -1 before it
   * @param last the answer's last two tokens, packed
   */
  record Context(int kind, int subject, long last) {
    private long narrow() {
      return mix(mix(mix(kind) + subject) + last);
    }

    private long wide() {
      return mix(mix(~(long) kind) + last);
    }
  }

  /** The token that follows, or -1 where nothing is known well enough. */
  int next(Context context) {
    int token = find(context.narrow());
    return token == NONE ? find(context.wide()) : token;
  }

  /** Remembers which token followed. */
  void learn(Context context, int token) {
    learn(context.narrow(), token);
    learn(context.wide(), token);
  }

  private int find(long key) {
    int at = (int) (key >>> (Long.SIZE - BITS));
    return tags[at] == (int) key && counts[at] >= SURE ? tokens[at] : NONE;
  }

  private void learn(long key, int token) {
    int at = (int) (key >>> (Long.SIZE - BITS));
    boolean known = tags[at] == (int) key;
    if (known && tokens[at] == token) {
      counts[at] = (byte) Math.min(MOST, counts[at] + 1);
    } else if (known && counts[at] > WRONG) {
      counts[at] -= WRONG;
    } else {
      tags[at] = (int) key;
      tokens[at] = token;
      counts[at] = 1;
    }
  }

  /** The finalizer of MurmurHash3, as in {@code SplittableRandom}. */
  private static long mix(long z) {
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
