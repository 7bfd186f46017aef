package io.vitrine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.BundleTokenizer;
import io.vitrine.model.ModelBundle;
import io.vitrine.model.ReferenceCase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainModelTest {
  private static final Path NANO =
      Path.of(System.getProperty("vitrine.home"), "models/vitrine-nano");

  @Test
  void aContenderWritesWhatTransformersWrites() {
    ModelBundle bundle = ModelBundle.open(NANO);
    try (PlainModel model = PlainModel.load(NANO, /* intraOpThreads= */ 1);
        BundleTokenizer tokenizer = BundleTokenizer.load(bundle)) {
      for (ReferenceCase one : ReferenceCase.read(bundle)) {
        PlainModel.Question question =
            new PlainModel.Question(one.system(), one.task(), one.maxNewTokens());
        int[] answer =
            one.answer().stream()
                .filter(token -> !bundle.tokens().eos().contains(token))
                .mapToInt(token -> token)
                .toArray();

        List<PlainModel.Answer> answers;
        try (PlainModel.Predictor predictor = model.predictor(question, /* batch= */ 2)) {
          answers = predictor.batchPredict(List.of(one.rgb(), one.rgb()));
        }

        PlainModel.Answer expected = new PlainModel.Answer(tokenizer.decode(answer), answer.length);
        assertThat(answers).as(one.name()).containsExactly(expected, expected);
        assertThat(PlainModel.promptTokens(bundle, tokenizer, question))
            .containsExactly(one.prompt().stream().mapToInt(token -> token).toArray());
      }
    }
  }
}
