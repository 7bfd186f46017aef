package io.vitrine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.PictureException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCursorTest {
  private static final OutputSchema SCHEMA =
      OutputSchema.parse(
          "s",
          """
          {"type": "object",
           "properties": {
             "k": {"type": "string", "enum": ["奶", "奶油", "a\\"b"]},
             "l": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 3},
                   "minItems": 0, "maxItems": 2},
             "t": {"type": "string", "minLength": 2, "maxLength": 4}},
           "required": ["k", "l", "t"], "additionalProperties": false}
          """,
          "s.json");

  private final SchemaCursor cursor = new SchemaCursor(SCHEMA);

  private long walk(byte[] bytes) {
    long state = cursor.start();
    for (byte b : bytes) {
      state = cursor.step(state, b);
    }

    return state;
  }

  private boolean accepts(String text) {
    long state = walk(text.getBytes(StandardCharsets.UTF_8));
    return state != SchemaCursor.DEAD && cursor.accepts(state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"k\":\"奶\",\"l\":[],\"t\":\"ab\"}",
        "{\"k\":\"奶油\",\"l\":[\"x\"],\"t\":\"棉𠀀ab\"}",
        "{\"k\":\"a\\\"b\",\"l\":[\"x\",\"yz\\n\"],\"t\":\"\\\"\\\\é\"}",
      })
  void whatTheSchemaAllowsIsAccepted(String text) {
    assertThat(accepts(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"k\":\"油\",\"l\":[],\"t\":\"ab\"}",
        "{\"l\":[],\"k\":\"奶\",\"t\":\"ab\"}",
        "{ \"k\":\"奶\",\"l\":[],\"t\":\"ab\"}",
        "{\"k\":\"奶\",\"l\":[],\"t\":\"a\"}",
        "{\"k\":\"奶\",\"l\":[],\"t\":\"abcde\"}",
        "{\"k\":\"奶\",\"l\":[\"\"],\"t\":\"ab\"}",
        "{\"k\":\"奶\",\"l\":[\"x\",],\"t\":\"ab\"}",
        "{\"k\":\"奶\",\"l\":[\"x\",\"y\",\"z\"],\"t\":\"ab\"}",
        "{\"k\":\"奶\",\"l\":[],\"t\":\"a\tb\"}",
        "{\"k\":\"奶\",\"l\":[],\"t\":\"a\u007Fb\"}",
        "{\"k\":\"奶\",\"l\":[],\"t\":\"a\u0085b\"}",
        "{\"k\":\"奶\",\"l\":[],\"t\":\"a\\u0041\"}",
        "{\"k\":\"奶\",\"l\":[],\"t\":\"ab\"} ",
      })
  void anythingElseIsNot(String text) {
    assertThat(accepts(text)).isFalse();
  }

  @Test
  void inAStringEveryCharacterOfUnicodeMayStandButNoControlCharacterAndNoSurrogate() {
    long before = walk("{\"k\":\"奶\",\"l\":[],\"t\":\"".getBytes(StandardCharsets.UTF_8));
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean allowed =
          !Character.isISOControl(c)
              && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              && c != '"'
              && c != '\\';
      long state = before;
      for (byte b : utf8(c)) {
        state = cursor.step(state, b);
      }

      assertThat(
              state != SchemaCursor.DEAD && !cursor.accepts(state) && cursor.step(state, 'x') >= 0)
          .as("U+%04X", c)
          .isEqualTo(allowed);
    }
  }

  /** Like Java's own, but surrogates are encoded as if they were characters. */
  private static byte[] utf8(int c) {
    if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
      return Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    return new byte[] {
      (byte) (0xE0 | c >> 12), (byte) (0x80 | c >> 6 & 0x3F), (byte) (0x80 | c & 0x3F)
    };
  }

  @Test
  void anyWayThroughTheAutomatonIsAValidAnswer() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      String text = randomText(new Random(seed));
      assertValid(text, seed);
    }
  }

  private static void assertValid(String text, int seed) {
    try {
      SCHEMA.validate(text);
    } catch (PictureException e) {
      throw new AssertionError("seed " + seed + ": " + text, e);
    }
  }

  private String randomText(Random random) throws CharacterCodingException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    long state = cursor.start();
    while (!cursor.accepts(state)) {
      int b = random.nextInt(256);
      long next = cursor.step(state, b);
      if (next != SchemaCursor.DEAD) {
        text.write(b);
        state = next;
      }
    }

    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(text.toByteArray()))
        .toString();
  }

  @Test
  void theOnlyByteIsTheOnlyOne() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      long state = cursor.start();
      while (!cursor.accepts(state)) {
        long here = state;
        int[] possible =
            java.util.stream.IntStream.range(0, 256)
                .filter(b -> cursor.step(here, b) != SchemaCursor.DEAD)
                .toArray();
        assertThat(cursor.onlyByte(state))
            .as("seed %d", seed)
            .isEqualTo(possible.length == 1 ? possible[0] : -1);
        state = cursor.step(state, possible[random.nextInt(possible.length)]);
      }
    }
  }
}
