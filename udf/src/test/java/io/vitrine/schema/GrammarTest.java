package io.vitrine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.PictureException;
import io.vitrine.error.VitrineException;
import io.vitrine.model.BundleTokenizer;
import io.vitrine.model.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
  private static final ModelBundle BUNDLE =
      ModelBundle.open(Path.of("src/test/resources/bundles/tiny-random"));
  private static final BundleTokenizer TOKENIZER = BundleTokenizer.load(BUNDLE);
  private static final OutputSchema PRODUCT =
      OutputSchema.load(
          Path.of(System.getProperty("vitrine.home"), "conf", "schemas", "product.json"));

  private final MaskTable table = new MaskTable();
  private final Grammar grammar =
      new Grammar(
          PRODUCT,
          new TokenTrie(TOKENIZER.tokenBytes(), BUNDLE.tokens().logits()),
          table,
          TOKENIZER::encode);

  @AfterAll
  static void close() {
    TOKENIZER.close();
  }

  private BitSet allowed(Grammar.Mask mask) {
    return table.from(mask.number()).get(0);
  }

  @Test
  void anyAllowedTokensMakeAValidAnswerWithinAnyBudget() throws PictureException {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      int budget = grammar.need(grammar.start()) + random.nextInt(1 + seed / 2);
      List<Integer> answer = new ArrayList<>();
      long state = grammar.start();
      while (!grammar.done(state)) {
        BitSet allowed = allowed(grammar.mask(state, budget - answer.size()));
        int token = allowed.nextSetBit(random.nextInt(allowed.length()));
        state = grammar.advance(state, token);
        answer.add(token);
      }

      String text = TOKENIZER.decode(answer.stream().mapToInt(i -> i).toArray());
      assertThat(PRODUCT.validate(text)).as("seed %d: %s", seed, text).hasSize(5);
      assertThat(answer).as("seed %d", seed).hasSizeLessThanOrEqualTo(budget);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"category\":\"连衣裙\",\"color\":\"红色\",\"material\":\"棉\","
            + "\"key_features\":[\"条纹利落有型\",\"腰线自然\",\"棉质柔软透气\"],"
            + "\"marketing_copy\":\"这条红色连衣裙一件就能穿出整体造型，搭配很省心。\"}",
        "{\"category\":\"酸奶油\",\"color\":\"白色\",\"material\":\"不适用\","
            + "\"key_features\":[\"质地浓稠\"],\"marketing_copy\":\"好滋味\"}",
        "{\"category\":\"T恤\",\"color\":\"米色\",\"material\":\"牛仔布\","
            + "\"key_features\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"marketing_copy\":\"ok\"}",
      })
  void fixedTextComesInTheTokensThatTheWholeAnswerHas(String answer) {
    int[] whole = TOKENIZER.encode(answer);
    List<Integer> written = new ArrayList<>();
    int forcedTokens = 0;
    long state = grammar.start();
    while (!grammar.done(state)) {
      Grammar.Forced forced = grammar.forced(state);
      if (forced.tokens().length > 0) {
        Arrays.stream(forced.tokens()).forEach(written::add);
        forcedTokens += forced.tokens().length;
        state = forced.state();
      } else {
        int token = whole[written.size()];
        assertThat(allowed(grammar.mask(state)).get(token)).as("token %d", token).isTrue();
        state = grammar.advance(state, token);
        written.add(token);
      }
    }

    assertThat(written).containsExactlyElementsOf(Arrays.stream(whole).boxed().toList());
    assertThat(forcedTokens).isGreaterThan(3);
  }

  @Test
  void tokensThatWouldLeaveNoRoomToCloseAreForbidden() {
    int need = grammar.need(grammar.start());

    assertThat(allowed(grammar.mask(grammar.start(), need)).cardinality())
        .isLessThan(allowed(grammar.mask(grammar.start())).cardinality());
    assertThat(grammar.mask(grammar.start(), 10_000)).isEqualTo(grammar.mask(grammar.start()));
  }

  @Test
  void specialAndPaddingTokensAreNeverAllowed() {
    long state = grammar.forced(grammar.start()).state();
    state = grammar.advance(state, TOKENIZER.encode("连衣裙")[0]);
    BitSet everything = new BitSet();
    for (int number = 0; number < table.size(); number++) {
      everything.or(table.from(number).get(0));
    }

    everything.or(allowed(grammar.mask(state)));
    assertThat(everything.get(BUNDLE.tokens().image())).isFalse();
    assertThat(everything.length()).isLessThanOrEqualTo(TOKENIZER.tokenBytes().size());
    BUNDLE.tokens().eos().forEach(eos -> assertThat(everything.get(eos)).isFalse());
  }

  @Test
  void deepInsideAStringFewDifferentMasksExist() {
    long state = grammar.start();
    for (int token :
        TOKENIZER.encode(
            "{\"category\":\"鞋\",\"color\":\"红色\",\"material\":\"棉\",\"key_features\":[\"a\"],"
                + "\"marketing_copy\":\"")) {
      state = grammar.advance(state, token);
    }

    int before = table.size();
    int a = TOKENIZER.encode("a")[0];
    for (int i = 0; i < 100; i++) {
      grammar.mask(state);
      state = grammar.advance(state, a);
    }

    assertThat(table.size() - before).isLessThan(5);
  }

  @Test
  void aTokenizerThatCannotSpellTheAnswerIsAnError() {
    TokenTrie letters = new TokenTrie(List.of("a".getBytes(StandardCharsets.UTF_8)), 1);

    assertThatThrownBy(() -> new Grammar(PRODUCT, letters, table, text -> new int[0]))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("product");
  }
}
