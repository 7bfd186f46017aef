package io.vitrine.bench;

import io.vitrine.model.BundleTokenizer;
import io.vitrine.model.DeviceTensor;
import io.vitrine.model.ModelBundle;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TokenBatch;
import io.vitrine.model.TorchModel;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.MaskTable;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same scripted modules as Vitrine's engine, used as a {@code batchPredict} would: a batch goes
 * in whole, every row with its whole prompt, no schema, one token a pass, and comes out when its
 * last answer is done. An answer that is done costs nothing more, which is kinder than most loops.
 */
final class PlainModel implements AutoCloseable {
  private final ModelBundle bundle;
  private final BundleTokenizer tokenizer;
  private final TorchModel model;
  private final MaskTable masks = new MaskTable();
  private final int allTokens;

  /** An answer as the model ended it, or at its longest. */
  record Answer(String text, int tokens) {}

  private PlainModel(ModelBundle bundle, BundleTokenizer tokenizer, TorchModel model) {
    this.bundle = bundle;
    this.tokenizer = tokenizer;
    this.model = model;
    BitSet all = new BitSet();
    all.set(0, bundle.tokens().logits());
    this.allTokens = masks.number(all);
  }

  static PlainModel load(Path directory, int intraOpThreads) {
    ModelBundle bundle = ModelBundle.open(directory);
    return new PlainModel(
        bundle, BundleTokenizer.load(bundle), TorchModel.load(bundle, "cpu", intraOpThreads));
  }

  /** The tokens of a prompt with a picture in its place. */
  static int[] promptTokens(ModelBundle bundle, BundleTokenizer tokenizer, Question question) {
    IntStream picture = IntStream.range(0, bundle.imageTokens()).map(i -> bundle.tokens().image());
    return IntStream.concat(
            IntStream.concat(IntStream.of(tokenizer.prefix(question.system())), picture),
            IntStream.of(tokenizer.suffix(question.task())))
        .toArray();
  }

  /** What is asked about a picture. */
  record Question(String system, String task, int maxOutputTokens) implements Serializable {
    static Question of(Prompt prompt) {
      return new Question(prompt.system(), prompt.text(), prompt.maxOutputTokens());
    }
  }

  /** Allocates a cache for the calling thread. */
  Predictor predictor(Question question, int batch) {
    return new Predictor(question, model.newSession(batch, masks));
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }

  /** One thread's use of the model. */
  final class Predictor implements AutoCloseable {
    private final Question question;
    private final ModelSession session;
    private final int[] prompt;

    Predictor(Question question, ModelSession session) {
      this.question = question;
      this.session = session;
      this.prompt = promptTokens(bundle, tokenizer, question);
    }

    /**
     * Describes pictures, all together.
     *
     * @param squares at most as many as the batch is large
     */
    List<Answer> batchPredict(List<byte[]> squares) {
      List<List<Integer>> answers = new ArrayList<>();
      List<Integer> live = new ArrayList<>();
      for (int row = 0; row < squares.size(); row++) {
        answers.add(new ArrayList<>());
        live.add(row);
      }

      TokenBatch first = new TokenBatch(squares.size(), prompt.length, bundle.tokens().pad());
      live.forEach(row -> writePrompt(first, row));
      try (DeviceTensor images = session.encode(squares);
          DeviceTensor logits = session.prefill(first, images)) {
        live = accept(live, logits, answers);
      }

      while (!live.isEmpty()) {
        TokenBatch next = new TokenBatch(live.size(), /* width= */ 1, bundle.tokens().pad());
        for (int i = 0; i < live.size(); i++) {
          List<Integer> answer = answers.get(live.get(i));
          int written = prompt.length + answer.size() - 1;
          next.place(i, live.get(i), written);
          // a picture takes as many positions as its grid is long
          int position = written - bundle.imageTokens() + bundle.imageGrid();
          next.text(i, answer.get(answer.size() - 1), position);
          next.ask();
        }

        try (DeviceTensor logits = session.forward(next)) {
          live = accept(live, logits, answers);
        }
      }

      return answers.stream().map(this::answer).toList();
    }

    private void writePrompt(TokenBatch batch, int row) {
      batch.place(row, row, /* start= */ 0);
      int next = 0;
      int cell = 0;
      int at = 0;
      for (int token : prompt) {
        if (token != bundle.tokens().image()) {
          batch.text(row, token, next++);
          continue;
        }

        if (cell == 0) {
          at = next;
          next += bundle.imageGrid();
        }

        int grid = bundle.imageGrid();
        batch.token(row, token, at, at + cell / grid, at + cell % grid);
        cell++;
      }
    }

    /** Takes a token for each live row; returns the rows that want another. */
    private List<Integer> accept(
        List<Integer> live, DeviceTensor logits, List<List<Integer>> answers) {
      int[] rows = new int[live.size()];
      Arrays.fill(rows, allTokens);
      int[] chosen = session.choose(logits, rows);
      List<Integer> rest = new ArrayList<>();
      for (int i = 0; i < chosen.length; i++) {
        List<Integer> answer = answers.get(live.get(i));
        answer.add(chosen[i]);
        if (!isEnd(chosen[i]) && answer.size() < question.maxOutputTokens()) {
          rest.add(live.get(i));
        }
      }

      return rest;
    }

    private boolean isEnd(int token) {
      return bundle.tokens().eos().contains(token);
    }

    private Answer answer(List<Integer> tokens) {
      int[] own = tokens.stream().filter(t -> !isEnd(t)).mapToInt(t -> t).toArray();
      return new Answer(tokenizer.decode(own), own.length);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
