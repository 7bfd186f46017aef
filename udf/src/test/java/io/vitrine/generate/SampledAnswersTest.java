package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.image.Picture;
import io.vitrine.model.DeviceTensor;
import io.vitrine.model.Draw;
import io.vitrine.model.ModelBundle;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TokenBatch;
import io.vitrine.model.TorchModel;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.Sampling;
import io.vitrine.schema.MaskTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped model, left to chance. */
class SampledAnswersTest {
  private static final Path BUNDLE =
      Path.of(System.getProperty("vitrine.home"), "models", "vitrine-nano");
  private static final int SIDE = 128;
  private static final Sampling VARIED = new Sampling(1.2, 0, 0.98, 1.1);

  private static VisionEngine engine;

  @BeforeAll
  static void open() {
    engine = open(32);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static VisionEngine open(int slots) {
    return TorchEngine.open(
        new EngineSettings(BUNDLE, "cpu", slots, 1, 1, 64, EngineLimits.DEFAULT));
  }

  private static Prompt prompt(Sampling sampling) {
    return Tiny.PROMPTS.prompt("product").withSampling(sampling);
  }

  /** Answers about pictures of nothing, each seeded by its number. */
  private static List<String> texts(VisionEngine engine, IntStream seeds, Sampling sampling)
      throws Exception {
    List<CompletableFuture<Generation>> futures = new ArrayList<>();
    for (int seed : seeds.toArray()) {
      Picture picture = Tiny.picture(seed, SIDE);
      futures.add(engine.submit(new GenerationRequest(picture, List.of(prompt(sampling)), seed)));
    }

    List<String> texts = new ArrayList<>();
    for (CompletableFuture<Generation> future : futures) {
      texts.add(future.get().outputs().get(0).text());
    }

    return texts;
  }

  @Test
  void answersAreTheSameAloneInABatchAndInSlotsUsedBefore() throws Exception {
    List<String> alone;
    try (VisionEngine single = open(1)) {
      alone = texts(single, IntStream.range(0, 64), VARIED);
    }

    List<String> together = texts(engine, IntStream.range(0, 64), VARIED);
    // other neighbours, other slots, and an engine that has learned to guess
    List<String> backwards = texts(engine, IntStream.range(0, 64).map(i -> 63 - i), VARIED);

    assertThat(together).isEqualTo(alone);
    Collections.reverse(backwards);
    assertThat(backwards).isEqualTo(alone);
  }

  @Test
  void theSeedDecides() throws Exception {
    List<CompletableFuture<Generation>> futures = new ArrayList<>();
    for (int seed = 0; seed < 16; seed++) {
      Picture picture = Tiny.picture(0, SIDE);
      futures.add(engine.submit(new GenerationRequest(picture, List.of(prompt(VARIED)), seed / 2)));
    }

    List<String> texts = new ArrayList<>();
    for (CompletableFuture<Generation> future : futures) {
      texts.add(future.get().outputs().get(0).text());
    }

    for (int seed = 0; seed < 16; seed += 2) {
      assertThat(texts.get(seed)).isEqualTo(texts.get(seed + 1));
    }

    assertThat(texts.stream().distinct().count()).isGreaterThan(4);
  }

  @Test
  void aTopKOfOneTakesTheLikeliestToken() throws Exception {
    List<String> greedy = texts(engine, IntStream.range(0, 24), Sampling.GREEDY);

    assertThat(texts(engine, IntStream.range(0, 24), new Sampling(1.5, 1, 1, 1))).isEqualTo(greedy);
    assertThat(texts(engine, IntStream.range(0, 24), new Sampling(0, 7, 0.2, 1))).isEqualTo(greedy);
  }

  @Test
  void greedyRowsAreTheSameAmongSampledOnes() throws Exception {
    List<String> greedy = texts(engine, IntStream.range(0, 12), Sampling.GREEDY);
    List<CompletableFuture<Generation>> futures = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Prompt asked = prompt(i % 2 == 0 ? Sampling.GREEDY : VARIED);
      Picture picture = Tiny.picture(i / 2, SIDE);
      futures.add(engine.submit(new GenerationRequest(picture, List.of(asked), i)));
    }

    for (int i = 0; i < 24; i += 2) {
      assertThat(futures.get(i).get().outputs().get(0).text()).isEqualTo(greedy.get(i / 2));
    }
  }

  @Test
  void aPenaltyAloneChangesAnswersAndLeavesThemWhole() throws Exception {
    List<String> greedy = texts(engine, IntStream.range(0, 12), Sampling.GREEDY);
    List<String> penalised = texts(engine, IntStream.range(0, 12), new Sampling(0, 0, 1, 3));

    assertThat(penalised).isNotEqualTo(greedy);
    for (String text : penalised) {
      assertThat(prompt(VARIED).schema().validate(text)).hasSize(5);
    }
  }

  @Test
  void tokensAreAsFrequentAsTheModelSays() {
    int draws = 4_000;
    ModelBundle bundle = ModelBundle.open(BUNDLE);
    MaskTable masks = new MaskTable();
    BitSet allowed = new BitSet();
    allowed.set(100, 1_100);
    int mask = masks.number(allowed);
    try (TorchModel model = TorchModel.load(bundle, "cpu", 1);
        ModelSession session = model.newSession(/* slots= */ 1, masks)) {
      TokenBatch batch = new TokenBatch(1, 1, bundle.tokens().pad());
      batch.place(0, 0, 0);
      batch.text(0, 500, 0);
      for (int i = 0; i < draws; i++) {
        batch.ask();
      }

      try (DeviceTensor logits = session.forward(batch)) {
        List<Draw> how =
            IntStream.range(0, draws)
                .mapToObj(seed -> new Drawing(new Sampling(2, 0, 1, 1), seed, new BitSet()))
                .map(drawing -> drawing.next(new int[0]))
                .toList();
        int[] tokens =
            session.draw(logits, IntStream.range(0, draws).map(i -> mask).toArray(), how);

        double[] shares = shares(logits.toFloats(), allowed, /* temperature= */ 2);
        int[] counts = new int[shares.length];
        IntStream.of(tokens).forEach(token -> counts[token]++);
        for (int token = 0; token < shares.length; token++) {
          double deviation = Math.sqrt(shares[token] * (1 - shares[token]) / draws);
          // five deviations, and one token too many where hardly any is expected
          assertThat((double) counts[token] / draws)
              .as("token %d", token)
              .isCloseTo(shares[token], within(5 * deviation + 1.0 / draws));
        }
      }
    }
  }

  private static double[] shares(float[] logits, BitSet allowed, double temperature) {
    double[] shares = new double[allowed.length()];
    double sum = 0;
    for (int token = 0; token < shares.length; token++) {
      shares[token] = allowed.get(token) ? Math.exp(logits[token] / temperature) : 0;
      sum += shares[token];
    }

    for (int token = 0; token < shares.length; token++) {
      shares[token] /= sum;
    }

    return shares;
  }
}
