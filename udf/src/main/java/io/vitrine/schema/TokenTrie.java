package io.vitrine.schema;

import java.util.List;

/**
 * The tokens of a tokenizer by their bytes. Special tokens and ids without a token are left out:
 * they cannot be part of an answer.
 */
public final class TokenTrie {
  private final ByteTrie trie = new ByteTrie();
  private final List<byte[]> tokens;
  private final int logits;
  private final int longest;

  /**
   * @param tokens the bytes of each token by its id; empty for what cannot be part of an answer
   * @param logits columns of the model's logits, at least as many as there are tokens
   */
  public TokenTrie(List<byte[]> tokens, int logits) {
    this.tokens = List.copyOf(tokens);
    this.logits = logits;
    int reach = 1;
    for (int id = 0; id < tokens.size(); id++) {
      byte[] bytes = tokens.get(id);
      if (bytes.length > 0) {
        trie.add(bytes, id);
        reach = Math.max(reach, characters(bytes));
      }
    }

    this.longest = reach;
  }

  private static int characters(byte[] bytes) {
    int count = 0;
    for (byte b : bytes) {
      count += (b & 0xC0) == 0x80 ? 0 : 1;
    }

    return count;
  }

  ByteTrie trie() {
    return trie;
  }

  /** The bytes of a token; empty for special ones. Not to be written to. */
  byte[] bytes(int token) {
    return token < tokens.size() ? tokens.get(token) : new byte[0];
  }

  int logits() {
    return logits;
  }

  /** Characters that begin in the longest token. */
  int longest() {
    return longest;
  }
}
