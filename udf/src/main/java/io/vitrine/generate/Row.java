package io.vitrine.generate;

import io.vitrine.model.TokenBatch;

/** One answer under way in one slot. */
final class Row {
  private final Task.Part part;
  private final int output;
  private final int slot;
  private final Guide guide;
  private final TokenList pending = new TokenList();
  private final TokenList answer = new TokenList();
  private int length;
  private int position;
  private boolean limited;

  /**
   * An answer whose prompt is cached up to and with the picture.
   *
   * @param output index of its plan
   * @param length positions of the slot that are filled
   * @param position where the text goes on, on all three axes
   */
  Row(Task.Part part, int output, int slot, int length, int position) {
    Plan plan = part.task().plan(output);
    this.part = part;
    this.output = output;
    this.slot = slot;
    this.length = length;
    this.position = position;
    this.guide = plan.guide().get();
    pending.addAll(plan.suffix());
    guide.writeForced(pending, answer);
  }

  Task task() {
    return part.task();
  }

  Task.Part part() {
    return part;
  }

  int slot() {
    return slot;
  }

  Guide guide() {
    return guide;
  }

  /** Tokens that the model has not seen yet; at least one while the row is not done. */
  int pending() {
    return pending.size();
  }

  /** Writes the pending tokens to a batch. */
  void write(TokenBatch batch, int row) {
    batch.place(row, slot, length);
    writeText(batch, row);
  }

  /** Writes the pending tokens behind others that the batch holds already. */
  void writeText(TokenBatch batch, int row) {
    for (int i = 0; i < pending.size(); i++) {
      batch.text(row, pending.get(i), position + i);
    }
  }

  /**
   * Takes the token the model chose after the pending ones.
   *
   * @param limited whether the model would have chosen another without the length budget
   */
  void accept(int token, boolean limited) {
    length += pending.size();
    position += pending.size();
    pending.clear();
    this.limited |= limited;
    guide.accept(token);
    pending.add(token);
    answer.add(token);
    guide.writeForced(pending, answer);
  }

  boolean done() {
    return guide.done();
  }

  /** Hands the finished answer to whoever waits for it. */
  void finish() {
    FinishReason reason = limited || guide.exhausted() ? FinishReason.LENGTH : FinishReason.STOP;
    task().answer(output, new Task.Answer(answer.toArray(), reason));
  }
}
