package io.vitrine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tokens of a byte-level BPE tokenizer as {@code tokenizer.json} lists them. */
final class Vocabulary {
  private static final byte[] NONE = {};

  private final List<byte[]> bytes = new ArrayList<>();
  private final Map<String, Integer> special = new HashMap<>();

  /**
   * @throws IllegalArgumentException when it is no byte-level BPE, saying why
   */
  Vocabulary(JsonNode tokenizer) {
    if (!tokenizer.path("model").path("type").asText().equals("BPE")
        || tokenizer.path("decoder").findValuesAsText("type").stream()
            .noneMatch("ByteLevel"::equals)) {
      throw new IllegalArgumentException("its tokenizer is not a byte-level BPE");
    }

    int[] byteOf = byteOfCharacter();
    tokenizer
        .path("model")
        .path("vocab")
        .properties()
        .forEach(entry -> put(entry.getValue().intValue(), decode(entry.getKey(), byteOf)));
    for (JsonNode added : tokenizer.path("added_tokens")) {
      put(added.path("id").intValue(), NONE);
      special.put(added.path("content").textValue(), added.path("id").intValue());
    }
  }

  private void put(int id, byte[] token) {
    while (bytes.size() <= id) {
      bytes.add(NONE);
    }

    bytes.set(id, token);
  }

  private static byte[] decode(String token, int[] byteOf) {
    byte[] decoded = new byte[token.length()];
    for (int i = 0; i < decoded.length; i++) {
      char c = token.charAt(i);
      if (c >= byteOf.length || byteOf[c] < 0) {
        throw new IllegalArgumentException(
            "its tokenizer has a token that is not byte-level: " + token);
      }

      decoded[i] = (byte) byteOf[c];
    }

    return decoded;
  }

  /** GPT-2's map: printable bytes stand for themselves, the others follow from U+0100 on. */
  private static int[] byteOfCharacter() {
    int[] byteOf = new int[0x200];
    Arrays.fill(byteOf, -1);
    int next = 0x100;
    for (int b = 0; b < 0x100; b++) {
      boolean printable = b > 0x20 && b < 0x7F || b > 0xA0 && b != 0xAD;
      byteOf[printable ? b : next++] = b;
    }

    return byteOf;
  }

  /** The bytes of each token by its id; empty for special tokens and gaps. */
  List<byte[]> bytes() {
    return List.copyOf(bytes);
  }

  /** Special and other added tokens: text to id. */
  Map<String, Integer> special() {
    return Map.copyOf(special);
  }

  void write(ByteArrayOutputStream out, int token) {
    if (token < bytes.size()) {
      out.writeBytes(bytes.get(token));
    }
  }
}
