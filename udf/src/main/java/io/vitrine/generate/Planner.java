package io.vitrine.generate;

import io.vitrine.error.Errors;
import io.vitrine.model.BundleTokenizer;
import io.vitrine.model.ModelBundle;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.Sampling;
import io.vitrine.schema.Grammar;
import io.vitrine.schema.MaskTable;
import io.vitrine.schema.OutputSchema;
import io.vitrine.schema.TokenTrie;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Makes prompts ready, each once. Thread-safe. */
final class Planner {
  private static final int PLANS = 256;

  private final ModelBundle bundle;
  private final BundleTokenizer tokenizer;
  private final TokenTrie tokens;
  private final MaskTable masks;

  /** Tokens that end a text, which a penalty would only make longer. */
  private final BitSet quotes;

  private final Map<OutputSchema, Grammar> grammars = new ConcurrentHashMap<>();
  private final Map<Prompt, Plan> plans = latest();
  private final Map<String, Plan.Prefix> prefixes = latest();

  Planner(ModelBundle bundle, BundleTokenizer tokenizer, MaskTable masks) {
    this.bundle = bundle;
    this.tokenizer = tokenizer;
    this.tokens = new TokenTrie(tokenizer.tokenBytes(), bundle.tokens().logits());
    this.masks = masks;
    this.quotes = quotes(tokenizer.tokenBytes());
  }

  private static BitSet quotes(List<byte[]> tokenBytes) {
    BitSet quotes = new BitSet();
    for (int token = 0; token < tokenBytes.size(); token++) {
      for (byte one : tokenBytes.get(token)) {
        if (one == '"') {
          quotes.set(token);
        }
      }
    }

    return quotes;
  }

  /** A map of what was used last: a prompt that names columns of its row is new with every row. */
  private static <K, V> Map<K, V> latest() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > PLANS;
          }
        });
  }

  /**
   * The plan of a prompt.
   *
   * @throws io.vitrine.error.VitrineException when prompt and answer do not fit the bundle's cache
   *     or the shortest answer does not fit the length budget
   */
  Plan plan(Prompt prompt) {
    return plans.computeIfAbsent(prompt, this::make);
  }

  private Plan make(Prompt prompt) {
    Grammar grammar =
        grammars.computeIfAbsent(
            prompt.schema(), schema -> new Grammar(schema, tokens, masks, tokenizer::encode));
    int budget = prompt.maxOutputTokens();
    int need = grammar.need(grammar.start());
    if (need > budget) {
      throw Errors.invalid(
          "The prompt " + prompt.name() + " cannot be answered",
          String.format(
              Locale.ROOT,
              "its shortest answer takes %d tokens, its maxOutputTokens is %d",
              need,
              budget),
          "Raise maxOutputTokens in the prompt's file");
    }

    long fingerprint = Fingerprint.seed(Fingerprint.of(bundle, prompt));
    return plan(
        prompt.name(),
        prompt.system(),
        prompt.text(),
        budget,
        () -> new SchemaGuide(grammar, budget),
        seed -> new Drawing(prompt.sampling(), Drawing.mixed(seed, fingerprint), quotes));
  }

  /** A plan without a schema: the model ends its answer itself. */
  Plan free(String name, String system, String task, int budget) {
    BitSet all = new BitSet();
    all.set(0, bundle.tokens().logits());
    int mask = masks.number(all);
    Set<Integer> eos = Set.copyOf(bundle.tokens().eos());
    Drawing greedy = new Drawing(Sampling.GREEDY, /* seed= */ 0, quotes);
    return plan(name, system, task, budget, () -> new FreeGuide(mask, eos, budget), seed -> greedy);
  }

  private Plan plan(
      String name,
      String system,
      String task,
      int budget,
      Supplier<Guide> guide,
      LongFunction<Drawing> drawing) {
    Plan.Prefix prefix =
        prefixes.computeIfAbsent(system, s -> new Plan.Prefix(tokenizer.prefix(s)));
    int[] suffix = tokenizer.suffix(task);
    int prompt = prefix.tokens().length + bundle.imageTokens() + suffix.length;
    if (prompt + budget > bundle.cacheLength()) {
      throw Errors.invalid(
          "The prompt " + name + " does not fit the model " + bundle.model(),
          String.format(
              Locale.ROOT,
              "%d tokens of prompt and %d of answer are more than its cache length %d",
              prompt,
              budget,
              bundle.cacheLength()),
          "Shorten the prompt, lower maxOutputTokens or export the bundle with a longer cache");
    }

    return new Plan(prefix, suffix, name.hashCode(), guide, drawing);
  }
}
