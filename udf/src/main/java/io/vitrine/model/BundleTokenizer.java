package io.vitrine.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A bundle's tokenizer. The native tokenizer inside knows no special tokens at all: they are found
 * here, in the bundle's own template and nowhere else, so that no text from outside can spell one.
 * Thread-safe.
 */
public final class BundleTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final List<Map.Entry<String, Integer>> special;
  private final ModelBundle.Template template;

  private BundleTokenizer(
      HuggingFaceTokenizer tokenizer, Vocabulary vocabulary, ModelBundle.Template template) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.template = template;
    // the longest first, so that a token that begins another does not hide it
    this.special =
        vocabulary.special().entrySet().stream()
            .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
            .toList();
  }

  /**
   * Loads the tokenizer; loads DJL's native tokenizer library.
   *
   * @throws io.vitrine.error.VitrineException when it cannot be used
   */
  public static BundleTokenizer load(ModelBundle bundle) {
    try {
      JsonNode json =
          new JsonMapper().readTree(Files.readString(bundle.file(ModelBundle.TOKENIZER)));
      Vocabulary vocabulary = new Vocabulary(json);
      if (vocabulary.bytes().size() > bundle.tokens().logits()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "its tokenizer has %d tokens and its decoder only %d logits",
                vocabulary.bytes().size(),
                bundle.tokens().logits()));
      }

      ObjectNode plain = (ObjectNode) json;
      plain.putArray("added_tokens");
      plain.putNull("post_processor");
      plain.putNull("truncation");
      plain.putNull("padding");
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(plain.toString().getBytes(StandardCharsets.UTF_8)),
              Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
      return new BundleTokenizer(tokenizer, vocabulary, bundle.template());
    } catch (IOException | RuntimeException e) {
      throw ModelBundle.broken(bundle.directory(), e.getMessage(), e);
    }
  }

  /** The tokens of plain text; nothing in it is special. */
  public int[] encode(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }

    Encoding encoding =
        tokenizer.encode(text, /* addSpecialTokens= */ false, /* overflow= */ false);
    return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  /** The prompt up to the picture: what all pictures share. */
  public int[] prefix(String system) {
    return encode(template.beforeSystem(), system, template.beforePicture());
  }

  /** The prompt from behind the picture to the answer. */
  public int[] suffix(String task) {
    return encode(template.afterPicture(), task, template.afterTask());
  }

  /** Template, text from outside, template. */
  private int[] encode(String before, String text, String after) {
    IntStream.Builder ids = IntStream.builder();
    StringBuilder plain = new StringBuilder();
    split(before, plain, ids);
    plain.append(text);
    split(after, plain, ids);
    flush(plain, ids);
    return ids.build().toArray();
  }

  private void split(String part, StringBuilder plain, IntStream.Builder ids) {
    int at = 0;
    while (at < part.length()) {
      int from = at;
      var found = special.stream().filter(e -> part.startsWith(e.getKey(), from)).findFirst();
      if (found.isPresent()) {
        flush(plain, ids);
        ids.add(found.get().getValue());
        at += found.get().getKey().length();
      } else {
        plain.append(part.charAt(at++));
      }
    }
  }

  private void flush(StringBuilder plain, IntStream.Builder ids) {
    Arrays.stream(encode(plain.toString())).forEach(ids::add);
    plain.setLength(0);
  }

  /** The text of tokens; special ones are left out, broken UTF-8 becomes U+FFFD. */
  public String decode(int[] tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tokens.length * 4);
    for (int token : tokens) {
      vocabulary.write(bytes, token);
    }

    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The bytes of each token by its id; empty for what cannot be part of an answer. */
  public List<byte[]> tokenBytes() {
    return vocabulary.bytes();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
