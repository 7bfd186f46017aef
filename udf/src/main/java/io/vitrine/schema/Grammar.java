package io.vitrine.schema;

import io.vitrine.error.Errors;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A schema in terms of a tokenizer: which tokens may come next, which must, and how many it takes
 * at least to the end. What was worked out once is kept by state; equal sets share a number in the
 * {@link MaskTable}. Thread-safe.
 */
public final class Grammar {
  private static final int NEVER = Integer.MAX_VALUE / 2;

  private final SchemaCursor cursor;
  private final TokenTrie tokens;
  private final MaskTable table;
  private final Function<String, int[]> encoder;
  private final Map<Long, Integer> need = new ConcurrentHashMap<>();
  private final Map<Long, Mask> masks = new ConcurrentHashMap<>();
  private final Map<Long, Map<Integer, Mask>> tightMasks = new ConcurrentHashMap<>();
  private final Map<Long, Forced> forced = new ConcurrentHashMap<>();

  /**
   * Tokens that may come next.
   *
   * @param tokens the set; not to be changed
   * @param number in the mask table
   * @param only the token where it is the only one, or -1
   * @param comfort with at least so many tokens left, the length budget forbids none of them
   */
  public record Mask(BitSet tokens, int number, int only, int comfort) {}

  /**
   * Tokens that must come next, whatever the model thinks.
   *
   * @param tokens maybe none; not to be written to
   * @param state where they lead
   */
  public record Forced(int[] tokens, long state) {}

  /**
   * @param encoder the tokenizer, special tokens never recognised
   * @throws io.vitrine.error.VitrineException when the tokenizer cannot spell any answer
   */
  public Grammar(
      OutputSchema schema, TokenTrie tokens, MaskTable table, Function<String, int[]> encoder) {
    this.cursor = new SchemaCursor(schema);
    this.tokens = tokens;
    this.table = table;
    this.encoder = encoder;
    if (need(start()) >= NEVER) {
      throw Errors.invalid(
          "Cannot decode by the output schema " + schema.id(),
          "the tokenizer has no tokens that spell such an answer",
          "Use a byte-level tokenizer that has all 256 bytes");
    }
  }

  public long start() {
    return cursor.start();
  }

  /** Whether the answer is whole; nothing may follow it. */
  public boolean done(long state) {
    return cursor.accepts(state);
  }

  /**
   * The state after a token that the mask allowed.
   *
   * @throws IllegalStateException when it was not allowed
   */
  public long advance(long state, int token) {
    long next = state;
    for (byte b : tokens.bytes(token)) {
      next = cursor.step(next, b);
    }

    if (next == SchemaCursor.DEAD || tokens.bytes(token).length == 0) {
      throw new IllegalStateException("Token " + token + " does not fit the schema here");
    }

    return next;
  }

  /** The tokens that may come next, were there no length budget. */
  public Mask mask(long state) {
    return masks.computeIfAbsent(canonical(state), s -> collect(s, NEVER));
  }

  /**
   * The tokens that may come next and leave enough of the budget to close the answer.
   *
   * @param budget tokens left, at least {@link #need}
   */
  public Mask mask(long state, int budget) {
    Mask free = mask(state);
    if (budget >= free.comfort()) {
      return free;
    }

    return tightMasks
        .computeIfAbsent(canonical(state), s -> new ConcurrentHashMap<>())
        .computeIfAbsent(budget, b -> collect(state, b));
  }

  /** Tokens that it takes at least from here to the end of the answer. */
  public int need(long state) {
    if (cursor.accepts(state)) {
      return 0;
    }

    long canonical = canonical(state);
    Integer known = need.get(canonical);
    if (known == null) {
      // not computeIfAbsent: the way to the end asks for the states behind this one
      known = shortest(canonical, 0);
      need.put(canonical, known);
    }

    return known;
  }

  private int shortest(long state, int node) {
    ByteTrie trie = tokens.trie();
    int best = NEVER;
    for (int child = trie.firstChild(node); child != 0; child = trie.sibling(child)) {
      if (cursor.accepts(state) || !cursor.closes(state, trie.label(child))) {
        continue;
      }

      long next = cursor.step(state, trie.label(child));
      if (next != SchemaCursor.DEAD) {
        if (trie.value(child) >= 0) {
          best = Math.min(best, 1 + need(next));
        }

        best = Math.min(best, shortest(next, child));
      }
    }

    return best;
  }

  private Mask collect(long state, int budget) {
    BitSet allowed = new BitSet(tokens.logits());
    int comfort = walk(state, 0, budget, allowed);
    int only = allowed.cardinality() == 1 ? allowed.nextSetBit(0) : -1;
    int number = table.number(allowed);
    // the table's own set, where it has an equal one
    return new Mask(table.set(number), number, only, comfort);
  }

  /** Sets the allowed tokens below a node of the trie; returns the most that any of them needs. */
  private int walk(long state, int node, int budget, BitSet allowed) {
    ByteTrie trie = tokens.trie();
    int most = 0;
    for (int child = trie.firstChild(node); child != 0; child = trie.sibling(child)) {
      long next = cursor.step(state, trie.label(child));
      if (next == SchemaCursor.DEAD) {
        continue;
      }

      if (trie.value(child) >= 0) {
        int cost = 1 + need(next);
        if (cost <= budget && cost < NEVER) {
          allowed.set(trie.value(child));
          most = Math.max(most, cost);
        }
      }

      most = Math.max(most, walk(next, child, budget, allowed));
    }

    return most;
  }

  /**
   * The tokens of the text that must come next, as the tokenizer writes them. A text that would end
   * inside a value of a closed vocabulary is cut before that value, because the model has learnt
   * the value's own tokens.
   */
  public Forced forced(long state) {
    long canonical = canonical(state);
    Forced known = forced.get(canonical);
    if (known == null) {
      known = force(canonical);
      forced.put(canonical, known);
    }

    // without forced text the state is the caller's, not the canonical one
    return known.tokens().length == 0 ? new Forced(known.tokens(), state) : known;
  }

  private Forced force(long state) {
    if ((cursor.onlyByte(state) & 0xC0) == 0x80) {
      // the model chose to spell this character in pieces: half of one is no text to encode
      return new Forced(new int[0], state);
    }

    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int whole = 0;
    long wholeState = state;
    long now = state;
    for (int b = cursor.onlyByte(now); b >= 0; b = cursor.onlyByte(now)) {
      if (cursor.beforeChoice(now)) {
        whole = text.size();
        wholeState = now;
      }

      text.write(b);
      now = cursor.step(now, b);
    }

    if (cursor.insideChoice(now)) {
      now = wholeState;
    } else {
      whole = text.size();
    }

    if (whole == 0) {
      return new Forced(new int[0], state);
    }

    int[] ids = encoder.apply(new String(text.toByteArray(), 0, whole, StandardCharsets.UTF_8));
    return new Forced(ids, now);
  }

  private long canonical(long state) {
    return cursor.canonical(state, tokens.longest());
  }
}
