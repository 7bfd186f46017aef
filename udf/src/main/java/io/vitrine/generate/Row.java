package io.vitrine.generate;

import io.vitrine.model.Draw;
import io.vitrine.model.TokenBatch;
import java.util.ArrayList;
import java.util.List;

/** One answer under way in one slot. */
final class Row {
  /** Choices that are guessed ahead at most. */
  private static final int GUESSES = 8;

  private final Task.Part part;
  private final int output;
  private final int slot;
  private final Guide guide;
  private final Drawing drawing;
  private final TokenList pending = new TokenList();
  private final TokenList answer = new TokenList();
  private final int kind;

  /** What is guessed to follow the pending tokens, what is forced in between included. */
  private final TokenList draft = new TokenList();

  /** A choice of the draft: its token, how many of the draft come before it, and the guide then. */
  private record Guess(int token, int before, Guide guide) {}

  private final List<Guess> guesses = new ArrayList<>();

  /** The guide behind the whole draft; the row's own where there is none. */
  private Guide end;

  private int subject = -1;
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
    this.end = guide;
    this.drawing = plan.drawing().apply(part.task().seed());
    this.kind = plan.kind();
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

  /** Tokens that the model has not seen yet, guesses included. */
  int width() {
    return pending.size() + draft.size();
  }

  /** Guesses how the answer goes on, as far as the guesses are sure and the guide allows them. */
  void draft(Drafts drafts) {
    forgetDraft();
    while (guesses.size() < GUESSES && !end.done()) {
      int token = drafts.next(context());
      if (token < 0 || !end.allows(token)) {
        return;
      }

      guesses.add(new Guess(token, draft.size(), end));
      end = end.copy();
      end.accept(token);
      draft.add(token);
      end.writeForced(draft);
    }
  }

  /** What the next choice is guessed from, after the answer and the draft so far. */
  private Drafts.Context context() {
    int first = subject < 0 && !guesses.isEmpty() ? guesses.get(0).token() : subject;
    int size = answer.size() + draft.size();
    return new Drafts.Context(kind, first, (long) token(size - 2) << 32 | token(size - 1));
  }

  private int token(int index) {
    if (index < 0) {
      return 0;
    }

    return index < answer.size() ? answer.get(index) : draft.get(index - answer.size());
  }

  /** Choices that the model is asked for in the next pass. */
  int choices() {
    return guesses.size() + (end.done() ? 0 : 1);
  }

  /** The guide at one of those choices. */
  Guide guide(int choice) {
    return choice < guesses.size() ? guesses.get(choice).guide() : end;
  }

  /** Whether nothing is left to chance. */
  boolean greedy() {
    return drawing.greedy();
  }

  /** How the token of one of those choices is drawn. */
  Draw draw(int choice) {
    int[] before = new int[answer.size() + before(choice)];
    for (int i = 0; i < before.length; i++) {
      before[i] = token(i);
    }

    return drawing.next(before);
  }

  /** How many of the draft come before a choice. */
  private int before(int choice) {
    return choice < guesses.size() ? guesses.get(choice).before() : draft.size();
  }

  /** Writes the pending tokens and the guesses to a batch, and asks for the choices. */
  void write(TokenBatch batch, int row) {
    batch.place(row, slot, length);
    writeText(batch, row);
    for (int choice = 0, at = 0; choice < choices(); choice++) {
      while (at < before(choice)) {
        batch.text(row, draft.get(at), position + pending.size() + at);
        at++;
      }

      batch.ask();
    }
  }

  /** Writes the pending tokens behind others that the batch holds already. */
  void writeText(TokenBatch batch, int row) {
    for (int i = 0; i < pending.size(); i++) {
      batch.text(row, pending.get(i), position + i);
    }
  }

  /**
   * Takes what the model chose: the first choice follows the pending tokens, and each further one
   * counts as long as those before it were guessed.
   *
   * @param chosen a token for each of the {@link #choices}, from {@code first} on
   * @param free what would have been chosen without the length budget
   */
  void accept(int[] chosen, int[] free, int first, Drafts drafts) {
    int choices = choices();
    List<Guess> verified = List.copyOf(guesses);
    forgetDraft();
    boolean guessed = true;
    for (int i = 0; i < choices && guessed; i++) {
      length += pending.size();
      position += pending.size();
      pending.clear();
      int token = chosen[first + i];
      limited |= token != free[first + i];
      drafts.learn(context(), token);
      guide.accept(token);
      subject = subject < 0 ? token : subject;
      pending.add(token);
      answer.add(token);
      guide.writeForced(pending, answer);
      // what was guessed right is in the cache, and with it what is forced after it
      guessed = i < verified.size() && verified.get(i).token() == token;
    }
  }

  private void forgetDraft() {
    draft.clear();
    guesses.clear();
    end = guide;
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
