package io.vitrine.schema;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every different set of allowed tokens met so far, by number. Only grows; a set keeps its number,
 * so that a copy on a device needs only the new ones. Thread-safe.
 */
public final class MaskTable {
  private final List<BitSet> masks = new ArrayList<>();
  private final Map<BitSet, Integer> numbers = new HashMap<>();

  /** The number of a set, which must not be changed afterwards. */
  public synchronized int number(BitSet mask) {
    Integer number = numbers.putIfAbsent(mask, masks.size());
    if (number != null) {
      return number;
    }

    masks.add(mask);
    return masks.size() - 1;
  }

  /** The set of a number; not to be changed. */
  public synchronized BitSet set(int number) {
    return masks.get(number);
  }

  public synchronized int size() {
    return masks.size();
  }

  /** The sets from a number on; not to be changed. */
  public synchronized List<BitSet> from(int number) {
    return List.copyOf(masks.subList(number, masks.size()));
  }
}
