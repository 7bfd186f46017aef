package io.vitrine.generate;

import io.vitrine.error.Errors;
import io.vitrine.image.Picture;
import io.vitrine.model.ModelBundle;
import io.vitrine.model.ReferenceCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Replays a bundle's reference cases, whose tokens come from the reference implementation, through
 * the engine as it runs in production: all at once, as neighbours in one batch.
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
        results.add(engine.submit(new Task(picture, List.of(plan))));
      }

      List<CaseResult> outcome = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        int[] answer = results.get(i).get().answers().get(0).tokens();
        outcome.add(
            new CaseResult(
                cases.get(i).name(),
                cases.get(i).answer(),
                Arrays.stream(answer).boxed().toList()));
      }

      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(bundle, "it was interrupted", e);
    } catch (ExecutionException e) {
      throw failed(bundle, String.valueOf(e.getCause().getMessage()), e.getCause());
    }
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
   */
  public record CaseResult(String name, List<Integer> expected, List<Integer> actual) {
    /** Whether every token is the same. */
    public boolean passed() {
      return expected.equals(actual);
    }
  }
}
