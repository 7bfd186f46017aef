package io.vitrine.rating;

import java.util.List;
import java.util.Objects;

/**
 * What somebody thinks of a text.
 *
 * @param item id of the text
 * @param score {@value RatingForm#LOWEST} to {@value RatingForm#HIGHEST}
 * @param tags what is wrong with it
 * @param comment null when there is none
 * @param place sheet and row it was read from, for messages
 */
public record Rating(
    String item, String rater, int score, List<String> tags, String comment, Place place) {

  /**
   * Where a rating stands.
   *
   * @param row as a spreadsheet shows it
   */
  public record Place(String sheet, int row) {
    @Override
    public String toString() {
      return sheet + ", row " + row;
    }
  }

  /** Whether another one says the same of the same text. */
  boolean says(Rating other) {
    return score == other.score
        && tags.equals(other.tags)
        && Objects.equals(comment, other.comment);
  }
}
