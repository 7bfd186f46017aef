package io.vitrine.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The automaton of a schema's compact JSON, one byte at a time. Immutable; a state is a {@code
 * long} and costs nothing to keep, fork or compare.
 *
 * <p>It accepts exactly the answers with the properties in the schema's order, no white space
 * outside strings, whole UTF-8 characters, no control characters, and of the escapes only {@code
 * \"}, {@code \\} and {@code \n}.
 */
final class SchemaCursor {
  /** No text that continues so is an answer. */
  static final long DEAD = -1;

  // A state, from the low bits: phase 4, node 12, characters 16, items 12, offset 16.
  // Offset is a position in a literal or a node of a choice's trie.
  private static final int CHAR = 0; // between two characters of a string
  private static final int ESCAPE = 1; // after a backslash
  private static final int TAIL_1 = 2; // one continuation byte is missing
  private static final int TAIL_2 = 3;
  private static final int TAIL_3 = 4;
  private static final int AFTER_C2 = 5; // 80..9F would be a control character
  private static final int AFTER_E0 = 6; // 80..9F would be overlong
  private static final int AFTER_ED = 7; // A0..BF would be a surrogate
  private static final int AFTER_F0 = 8; // 80..8F would be overlong
  private static final int AFTER_F4 = 9; // 90..BF would be beyond U+10FFFF
  private static final int LIST_OPEN = 10; // after [
  private static final int LIST_ITEM_DONE = 11; // after an item's closing quote
  private static final int LIST_COMMA = 12; // after a comma

  private static final int FILLER = 'a';

  private final List<Node> nodes;

  private sealed interface Node {}

  private record Literal(byte[] bytes) implements Node {}

  private record Choice(ByteTrie values) implements Node {}

  private record Text(int min, int max) implements Node {}

  private record TextList(int min, int max, int minItems, int maxItems) implements Node {}

  SchemaCursor(OutputSchema schema) {
    List<Node> program = new ArrayList<>();
    StringBuilder literal = new StringBuilder("{");
    for (Field field : schema.fields()) {
      literal.append(quoted(field.name())).append(':');
      if (field instanceof Field.Choice choice) {
        program.add(literal(literal.append('"')));
        ByteTrie values = new ByteTrie();
        for (String value : choice.values()) {
          // the closing quote belongs to the value, so that no value is a prefix of another
          values.add(quoted(value).substring(1).getBytes(StandardCharsets.UTF_8));
        }

        program.add(new Choice(values));
      } else if (field instanceof Field.Text text) {
        program.add(literal(literal.append('"')));
        program.add(new Text(text.minLength(), text.maxLength()));
      } else if (field instanceof Field.TextList list) {
        program.add(literal(literal.append('[')));
        program.add(
            new TextList(list.minLength(), list.maxLength(), list.minItems(), list.maxItems()));
      }

      literal.append(',');
    }

    literal.setCharAt(literal.length() - 1, '}');
    program.add(literal(literal));
    nodes = List.copyOf(program);
  }

  private static Literal literal(StringBuilder text) {
    Literal literal = new Literal(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
    return literal;
  }

  private static String quoted(String text) {
    try {
      return OutputSchema.JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  long start() {
    return enter(0);
  }

  /** Whether the text so far is a whole answer; nothing may follow it then. */
  boolean accepts(long state) {
    return node(state) == nodes.size();
  }

  /** The state after one more byte, or {@link #DEAD}. */
  long step(long state, int value) {
    if (state == DEAD || accepts(state)) {
      return DEAD;
    }

    int b = value & 0xFF;
    Node node = nodes.get(node(state));
    if (node instanceof Literal literal) {
      int offset = offset(state);
      if ((literal.bytes[offset] & 0xFF) != b) {
        return DEAD;
      }

      return offset + 1 == literal.bytes.length
          ? enter(node(state) + 1)
          : withOffset(state, offset + 1);
    }

    if (node instanceof Choice choice) {
      int next = choice.values.child(offset(state), b);
      if (next < 0) {
        return DEAD;
      }

      return choice.values.isLeaf(next) ? enter(node(state) + 1) : withOffset(state, next);
    }

    if (node instanceof Text text) {
      long next = string(state, b, text.min, text.max);
      return next == END_OF_STRING ? enter(node(state) + 1) : next;
    }

    return list(state, b, (TextList) node);
  }

  private long list(long state, int b, TextList list) {
    switch (phase(state)) {
      case LIST_OPEN:
        if (b == ']') {
          return list.minItems == 0 ? enter(node(state) + 1) : DEAD;
        }

        return b == '"' ? withPhase(state, CHAR) : DEAD;
      case LIST_COMMA:
        return b == '"' ? withPhase(state, CHAR) : DEAD;
      case LIST_ITEM_DONE:
        if (b == ']') {
          return items(state) >= list.minItems ? enter(node(state) + 1) : DEAD;
        }

        return b == ',' && items(state) < list.maxItems ? withPhase(state, LIST_COMMA) : DEAD;
      default:
        long next = string(state, b, list.min, list.max);
        return next == END_OF_STRING
            ? state(LIST_ITEM_DONE, node(state), 0, items(state) + 1, 0)
            : next;
    }
  }

  private static final long END_OF_STRING = -2;

  private static long string(long state, int b, int min, int max) {
    switch (phase(state)) {
      case CHAR:
        if (b == '"') {
          return chars(state) >= min ? END_OF_STRING : DEAD;
        }

        int next = afterLead(b);
        return next < 0 || chars(state) >= max ? DEAD : withPhase(state + ONE_CHARACTER, next);
      case ESCAPE:
        return b == '"' || b == '\\' || b == 'n' ? withPhase(state, CHAR) : DEAD;
      case TAIL_1:
        return b >= 0x80 && b < 0xC0 ? withPhase(state, CHAR) : DEAD;
      case TAIL_2:
        return b >= 0x80 && b < 0xC0 ? withPhase(state, TAIL_1) : DEAD;
      case TAIL_3:
        return b >= 0x80 && b < 0xC0 ? withPhase(state, TAIL_2) : DEAD;
      case AFTER_C2:
        return b >= 0xA0 && b < 0xC0 ? withPhase(state, CHAR) : DEAD;
      case AFTER_E0:
        return b >= 0xA0 && b < 0xC0 ? withPhase(state, TAIL_1) : DEAD;
      case AFTER_ED:
        return b >= 0x80 && b < 0xA0 ? withPhase(state, TAIL_1) : DEAD;
      case AFTER_F0:
        return b >= 0x90 && b < 0xC0 ? withPhase(state, TAIL_2) : DEAD;
      case AFTER_F4:
        return b >= 0x80 && b < 0x90 ? withPhase(state, TAIL_2) : DEAD;
      default:
        return DEAD;
    }
  }

  /** The phase after the first byte of a character, or -1 where no character begins so. */
  private static int afterLead(int b) {
    if (b < 0x80) {
      return b == '\\' ? ESCAPE : b < 0x20 || b == 0x7F ? -1 : CHAR;
    }

    if (b < 0xC2 || b > 0xF4) {
      return -1;
    }

    if (b < 0xE0) {
      return b == 0xC2 ? AFTER_C2 : TAIL_1;
    }

    if (b < 0xF0) {
      return b == 0xE0 ? AFTER_E0 : b == 0xED ? AFTER_ED : TAIL_2;
    }

    return b == 0xF0 ? AFTER_F0 : b == 0xF4 ? AFTER_F4 : TAIL_3;
  }

  /** The only byte that may follow, or -1 where several may or none. */
  int onlyByte(long state) {
    if (accepts(state)) {
      return -1;
    }

    Node node = nodes.get(node(state));
    if (node instanceof Literal literal) {
      return literal.bytes[offset(state)] & 0xFF;
    }

    if (node instanceof Choice choice) {
      return choice.values.onlyChild(offset(state));
    }

    if (node instanceof Text text) {
      return phase(state) == CHAR && chars(state) == text.max ? '"' : -1;
    }

    TextList list = (TextList) node;
    return switch (phase(state)) {
      case LIST_OPEN -> list.minItems == 0 ? -1 : '"';
      case LIST_COMMA -> '"';
      case LIST_ITEM_DONE ->
          items(state) < list.minItems ? ',' : items(state) == list.maxItems ? ']' : -1;
      case CHAR -> chars(state) == list.max ? '"' : -1;
      default -> -1;
    };
  }

  /** Whether the state lies strictly inside a value of a closed vocabulary. */
  boolean insideChoice(long state) {
    return !accepts(state) && nodes.get(node(state)) instanceof Choice && offset(state) != 0;
  }

  /** Whether the state stands before a value of a closed vocabulary. */
  boolean beforeChoice(long state) {
    return !accepts(state) && nodes.get(node(state)) instanceof Choice && offset(state) == 0;
  }

  /**
   * Whether a byte lies on a way to the end that writes no more than it must: strings end as soon
   * as they may, lists as soon as they may, characters are the first that can be.
   */
  boolean closes(long state, int b) {
    Node node = nodes.get(node(state));
    if (node instanceof Literal || node instanceof Choice) {
      return true;
    }

    int min = node instanceof Text text ? text.min : ((TextList) node).min;
    int minItems = node instanceof TextList list ? list.minItems : 0;
    return switch (phase(state)) {
      case CHAR -> b == (chars(state) < min ? FILLER : '"');
      case ESCAPE -> b == 'n';
      case LIST_OPEN -> b == (minItems == 0 ? ']' : '"');
      case LIST_COMMA -> b == '"';
      case LIST_ITEM_DONE -> b == (items(state) < minItems ? ',' : ']');
      case AFTER_C2, AFTER_E0 -> b == 0xA0;
      case AFTER_F0 -> b == 0x90;
      default -> b == 0x80;
    };
  }

  /**
   * One state for all that no text of at most {@code reach} characters tells apart: deep inside a
   * string it does not matter how many characters came before.
   */
  long canonical(long state, int reach) {
    if (accepts(state)) {
      return state;
    }

    Node node = nodes.get(node(state));
    if (node instanceof Text text) {
      return clamp(state, text.min, text.max, reach);
    }

    return node instanceof TextList list ? clamp(state, list.min, list.max, reach) : state;
  }

  private static long clamp(long state, int min, int max, int reach) {
    int chars = chars(state);
    return chars > min && max - chars >= reach ? state + (min - chars) * ONE_CHARACTER : state;
  }

  private long enter(int node) {
    boolean list = node < nodes.size() && nodes.get(node) instanceof TextList;
    return state(list ? LIST_OPEN : CHAR, node, 0, 0, 0);
  }

  private static final long ONE_CHARACTER = 1L << 16;

  private static long state(int phase, int node, int chars, int items, int offset) {
    return phase | (long) node << 4 | (long) chars << 16 | (long) items << 32 | (long) offset << 44;
  }

  private static int phase(long state) {
    return (int) (state & 0xF);
  }

  private static int node(long state) {
    return (int) (state >>> 4 & 0xFFF);
  }

  private static int chars(long state) {
    return (int) (state >>> 16 & 0xFFFF);
  }

  private static int items(long state) {
    return (int) (state >>> 32 & 0xFFF);
  }

  private static int offset(long state) {
    return (int) (state >>> 44 & 0xFFFF);
  }

  private static long withPhase(long state, int phase) {
    return state & ~0xFL | phase;
  }

  private static long withOffset(long state, int offset) {
    return state & ~(0xFFFFL << 44) | (long) offset << 44;
  }
}
