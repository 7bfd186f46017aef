package io.vitrine.rating;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Who rates what: everybody the same few texts, so that agreement can be measured, and then each
 * their own.
 *
 * @param raters at least one, all different
 * @param perRater texts for each
 * @param overlap those of them that everybody gets, at most {@code perRater}
 */
public record RatingShares(List<String> raters, int perRater, int overlap) {

  /** Texts that are needed in all. */
  public int items() {
    return overlap + raters.size() * (perRater - overlap);
  }

  /**
   * Deals texts out, each rater's in an order of their own.
   *
   * @param items {@link #items} of them
   */
  public <T> Map<String, List<T>> of(List<T> items, long seed) {
    if (items.size() != items()) {
      throw new IllegalArgumentException(items.size() + " texts, and not " + items());
    }

    Random chance = new Random(seed);
    Map<String, List<T>> shares = new LinkedHashMap<>();
    int next = overlap;
    for (String rater : raters) {
      List<T> share = new ArrayList<>(items.subList(0, overlap));
      share.addAll(items.subList(next, next + perRater - overlap));
      next += perRater - overlap;
      Collections.shuffle(share, chance);
      shares.put(rater, share);
    }

    return shares;
  }
}
