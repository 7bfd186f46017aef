package io.vitrine.model;

import java.util.Arrays;

/**
 * Tokens to append to some slots in one pass: as many rows as slots concerned, padded on the right
 * to the longest.
 */
public final class TokenBatch {
  final int rows;
  final int width;
  final long[] ids;
  final long[] positions;
  final long[] slots;
  final long[] starts;
  final long[] counts;
  private long[] asked = new long[16];
  private int questions;
  private int written;

  /**
   * @param rows rows, each of another slot
   * @param width tokens of the longest row
   * @param pad fills the shorter ones
   */
  public TokenBatch(int rows, int width, int pad) {
    this.rows = rows;
    this.width = width;
    this.ids = new long[rows * width];
    this.positions = new long[3 * rows * width];
    this.slots = new long[rows];
    this.starts = new long[rows];
    this.counts = new long[rows];
    Arrays.fill(ids, pad);
  }

  /**
   * Says where a row is written: its slot and the cache position of its first token. Rows stand in
   * the order of their slots.
   */
  public void place(int row, int slot, int start) {
    slots[row] = slot;
    starts[row] = start;
  }

  /** Appends a text token; its position is the same on all three axes. */
  public void text(int row, int token, int position) {
    token(row, token, position, position, position);
  }

  /** Appends a token at a position in time, row and column. */
  public void token(int row, int token, int time, int height, int width) {
    int column = (int) counts[row]++;
    written++;
    int at = row * this.width + column;
    ids[at] = token;
    positions[at] = time;
    positions[ids.length + at] = height;
    positions[2 * ids.length + at] = width;
  }

  /**
   * Asks for logits after the token that was written last. Rows must be written one after the
   * other.
   */
  public void ask() {
    if (questions == asked.length) {
      asked = Arrays.copyOf(asked, 2 * questions);
    }

    asked[questions++] = written - 1;
  }

  /** Which tokens were asked about, counting those of all rows one behind the other. */
  long[] asked() {
    return Arrays.copyOf(asked, questions);
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return width;
  }
}
