package io.vitrine.privacy;

import java.util.Map;

/**
 * A text without its personal data.
 *
 * @param text the text, a mask in place of each finding
 * @param counts findings by kind; a kind that was not found is absent
 */
public record Masked(String text, Map<PersonalData, Integer> counts) {
  public Masked {
    counts = Map.copyOf(counts);
  }

  /** How many places were masked. */
  public int places() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
