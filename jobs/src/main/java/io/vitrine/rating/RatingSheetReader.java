package io.vitrine.rating;

import io.vitrine.sheet.Sheet;
import io.vitrine.sheet.SheetReader;
import io.vitrine.sheet.SheetRow;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads sheets that raters have filled in, and holds them to what was asked. */
public final class RatingSheetReader {
  private final RatingForm form;

  /** By text and rater. */
  private final Map<List<String>, Rating> ratings = new LinkedHashMap<>();

  public RatingSheetReader(RatingForm form) {
    this.form = form;
  }

  /** What was read so far, in the order of the sheets. */
  public List<Rating> ratings() {
    return List.copyOf(ratings.values());
  }

  /**
   * Reads one more sheet. A row without a score was not rated.
   *
   * @param name of the file, for messages
   * @throws io.vitrine.error.VitrineException when it is no such sheet, or a cell cannot be, with
   *     row and column
   */
  public void read(String name, InputStream in) throws IOException {
    Sheet sheet = new SheetReader(name, RatingColumn.ITEM.names()).read(in);
    int item = sheet.requiredColumn(RatingColumn.ITEM.names());
    int score = sheet.requiredColumn(RatingColumn.SCORE.names());
    int tags = sheet.requiredColumn(RatingColumn.TAGS.names());
    int comment = sheet.requiredColumn(RatingColumn.COMMENT.names());
    int rater = sheet.requiredColumn(RatingColumn.RATER.names());
    for (SheetRow row : sheet.rows()) {
      if (row.cell(score).isEmpty()) {
        requireUnrated(sheet, row, score, List.of(tags, comment));
        continue;
      }

      for (int key : List.of(item, rater)) {
        if (row.cell(key).isEmpty()) {
          throw sheet.wrong(row.number(), key, "it is blank", "Fill it in as it was exported");
        }
      }

      add(
          sheet,
          item,
          new Rating(
              row.cell(item),
              row.cell(rater),
              score(sheet, row, score),
              tags(sheet, row, tags),
              row.cell(comment).isEmpty() ? null : row.cell(comment),
              new Rating.Place(name, row.number())));
    }
  }

  private static void requireUnrated(Sheet sheet, SheetRow row, int score, List<Integer> others) {
    if (others.stream().anyMatch(column -> !row.cell(column).isEmpty())) {
      throw sheet.wrong(
          row.number(),
          score,
          "it is blank, and the row has a tag or a comment",
          "Give a score, or clear the row's other answers");
    }
  }

  private static int score(Sheet sheet, SheetRow row, int column) {
    String cell = row.cell(column);
    String digits = Normalizer.normalize(cell, Normalizer.Form.NFKC);
    if (!digits.matches("[" + RatingForm.LOWEST + "-" + RatingForm.HIGHEST + "](\\.0+)?")) {
      throw sheet.wrong(
          row.number(),
          column,
          "the score is " + cell,
          String.format(
              Locale.ROOT,
              "Give a whole number from %d to %d",
              RatingForm.LOWEST,
              RatingForm.HIGHEST));
    }

    return digits.charAt(0) - '0';
  }

  private List<String> tags(Sheet sheet, SheetRow row, int column) {
    List<String> tags = Sheet.items(row.cell(column));
    for (String tag : tags) {
      if (!form.tags().contains(tag)) {
        throw sheet.wrong(
            row.number(),
            column,
            "there is no tag '" + tag + "'",
            "Use "
                + String.join(", ", form.tags())
                + " with 、 between them, or add the tag to conf/ratings.yaml");
      }
    }

    return tags;
  }

  private void add(Sheet sheet, int column, Rating rating) {
    Rating earlier = ratings.putIfAbsent(List.of(rating.item(), rating.rater()), rating);
    if (earlier != null && !earlier.says(rating)) {
      throw sheet.wrong(
          rating.place().row(),
          column,
          rating.rater() + " has rated " + rating.item() + " otherwise in " + earlier.place(),
          "Keep one of the two");
    }
  }
}
