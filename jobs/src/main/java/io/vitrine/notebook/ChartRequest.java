package io.vitrine.notebook;

import io.vitrine.error.Errors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chart that a cell asks for in a comment of its own: {@code -- chart: bar x=category
 * y=products}.
 *
 * @param kind how the values are drawn
 * @param x column with the names or places
 * @param y column with the values
 */
record ChartRequest(Kind kind, String x, String y) {
  private static final Pattern COMMENT =
      Pattern.compile("^\\s*--\\s*chart:\\s*(.*?)\\s*$", Pattern.MULTILINE);
  private static final Pattern FORM = Pattern.compile("(\\w+)\\s+x=(\\w+)\\s+y=(\\w+)");

  enum Kind {
    BAR,
    LINE
  }

  /**
   * The request in a statement, if it has one.
   *
   * @throws io.vitrine.error.VitrineException when it is not of the form above
   */
  static Optional<ChartRequest> of(String statement) {
    Matcher comment = COMMENT.matcher(statement);
    if (!comment.find()) {
      return Optional.empty();
    }

    Matcher form = FORM.matcher(comment.group(1));
    if (!form.matches() || kind(form.group(1)).isEmpty()) {
      throw Errors.invalid(
          "Cannot draw the chart '" + comment.group(1) + "'",
          "a chart is bar or line, with x= and y= naming columns",
          "Write it as -- chart: bar x=category y=products");
    }

    return Optional.of(
        new ChartRequest(kind(form.group(1)).orElseThrow(), form.group(2), form.group(3)));
  }

  /**
   * Where the chart's columns stand among these.
   *
   * @throws io.vitrine.error.VitrineException when one is not there
   */
  int position(String column, List<String> columns) {
    int at = columns.indexOf(column);
    if (at < 0) {
      throw Errors.invalid(
          "Cannot draw a chart of " + column,
          "the columns of its cell are " + String.join(", ", columns),
          "Correct the cell's -- chart: comment");
    }

    return at;
  }

  private static Optional<Kind> kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
