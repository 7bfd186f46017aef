package io.vitrine.generate;

import io.vitrine.error.Errors;
import io.vitrine.image.Picture;
import io.vitrine.model.DeviceTensor;
import io.vitrine.model.ModelBundle;
import io.vitrine.model.ModelSession;
import io.vitrine.model.ReferenceCase;
import io.vitrine.model.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Replays a bundle's reference cases, whose tokens come from the reference implementation: through
 * the engine as it runs in production, all at once, as neighbours in one batch; and once more token
 * by token along the reference's answer, to hold logits against its logits.
 */
public final class ModelVerifier {
  private ModelVerifier() {}

  /**
   * Loads the model and replays every case.
   *
   * @return what came of each case, in the bundle's order
   * @throws io.vitrine.error.VitrineException when the bundle cannot be loaded or run
   */
  public static List<CaseResult> verify(EngineSettings settings) {
    try (TorchEngine engine = TorchEngine.open(settings)) {
      return verify(engine);
    }
  }

  static List<CaseResult> verify(TorchEngine engine) {
    ModelBundle bundle = engine.bundle();
    List<ReferenceCase> cases = ReferenceCase.read(bundle);
    List<CompletableFuture<Task.Result>> results = new ArrayList<>();
    try {
      for (ReferenceCase one : cases) {
        Plan plan = engine.planner().free(one.name(), one.system(), one.task(), one.maxNewTokens());
        checkPrompt(bundle, one, plan);
        Picture picture =
            new Picture(
                "PNG", bundle.imageSize(), bundle.imageSize(), bundle.imageSize(), one.rgb());
        results.add(engine.submit(new Task(picture, List.of(plan), /* seed= */ 0)));
      }

      List<CaseResult> outcome = new ArrayList<>();
      try (ModelSession session = engine.newSession(/* slots= */ 1)) {
        for (int i = 0; i < cases.size(); i++) {
          int[] answer = results.get(i).get().answers().get(0).tokens();
          outcome.add(
              new CaseResult(
                  cases.get(i).name(),
                  cases.get(i).answer(),
                  Arrays.stream(answer).boxed().toList(),
                  difference(bundle, session, cases.get(i)),
                  bundle.accuracy()));
        }
      }

      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(bundle, "it was interrupted", e);
    } catch (ExecutionException e) {
      throw failed(bundle, String.valueOf(e.getCause().getMessage()), e.getCause());
    }
  }

  /** The largest difference of a logit from the reference's, along the reference's answer. */
  private static double difference(ModelBundle bundle, ModelSession session, ReferenceCase one) {
    int length = one.prompt().size();
    int first = one.prompt().indexOf(bundle.tokens().image());
    TokenBatch prompt = new TokenBatch(1, length, bundle.tokens().pad());
    prompt.place(/* row= */ 0, /* slot= */ 0, /* start= */ 0);
    int next = 0;
    for (int i = 0; i < length; i++) {
      int cell = i - first;
      if (cell >= 0 && cell < bundle.imageTokens()) {
        int row = cell / bundle.imageGrid();
        int column = cell % bundle.imageGrid();
        prompt.token(0, one.prompt().get(i), first, first + row, first + column);
        next = first + bundle.imageGrid();
      } else {
        prompt.text(0, one.prompt().get(i), next++);
      }
    }

    double largest;
    try (DeviceTensor image = session.encode(List.of(one.rgb()));
        DeviceTensor logits = session.prefill(prompt, image)) {
      largest = difference(logits, one, /* step= */ 0);
    }

    for (int step = 1; step < one.answer().size(); step++) {
      TokenBatch batch = new TokenBatch(1, 1, bundle.tokens().pad());
      batch.place(0, 0, length + step - 1);
      batch.text(0, one.answer().get(step - 1), next++);
      batch.ask();
      try (DeviceTensor logits = session.forward(batch)) {
        largest = Math.max(largest, difference(logits, one, step));
      }
    }

    return largest;
  }

  private static double difference(DeviceTensor tensor, ReferenceCase one, int step) {
    float[] logits = tensor.toFloats();
    int[] tokens = one.likeliest().get(step);
    double[] expected = one.logits().get(step);
    double largest = 0;
    for (int i = 0; i < tokens.length; i++) {
      largest = Math.max(largest, Math.abs(logits[tokens[i]] - expected[i]));
    }

    return largest;
  }

  private static void checkPrompt(ModelBundle bundle, ReferenceCase one, Plan plan) {
    List<Integer> prompt = new ArrayList<>();
    Arrays.stream(plan.prefix().tokens()).forEach(prompt::add);
    for (int i = 0; i < bundle.imageTokens(); i++) {
      prompt.add(bundle.tokens().image());
    }

    Arrays.stream(plan.suffix()).forEach(prompt::add);
    if (!prompt.equals(one.prompt())) {
      throw failed(
          bundle,
          String.format(
              "the prompt of %s is the tokens %s, the reference has %s",
              one.name(), prompt, one.prompt()),
          /* cause= */ null);
    }
  }

  private static RuntimeException failed(ModelBundle bundle, String reason, Throwable cause) {
    return Errors.failed(
        "Cannot replay the reference cases of " + bundle.directory(),
        reason,
        "Export the bundle again",
        cause);
  }

  /**
   * What came of one reference case.
   *
   * @param name the case's name in {@code reference.json}
   * @param expected tokens the reference implementation wrote
   * @param actual tokens the engine wrote
   * @param logitDifference largest difference of a logit along the reference's answer
   * @param accuracy what the bundle promises
   */
  public record CaseResult(
      String name,
      List<Integer> expected,
      List<Integer> actual,
      double logitDifference,
      ModelBundle.Accuracy accuracy) {

    /** Whether the bundle's promise is kept here. */
    public boolean passed() {
      return logitDifference <= accuracy.logitTolerance()
          && (!accuracy.identicalTokens() || expected.equals(actual));
    }

    /** Tokens from the first on that are the reference's. */
    public int sameTokens() {
      int same = 0;
      while (same < Math.min(expected.size(), actual.size())
          && expected.get(same).equals(actual.get(same))) {
        same++;
      }

      return same;
    }
  }
}
