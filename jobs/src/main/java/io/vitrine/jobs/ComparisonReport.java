package io.vitrine.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.lang3.StringUtils;

/** A comparison as a person reads it. */
final class ComparisonReport {
  private static final int TEXT_WIDTH = 40;

  private ComparisonReport() {}

  static List<String> lines(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "a is %s, b is %s; %d pictures that both were asked about",
            comparison.a(),
            comparison.b(),
            comparison.pictures()));
    if (comparison.changed() > 0) {
      lines.add(comparison.changed() + " pictures are left out: they changed in between");
    }

    // a run that is under way has no row that names its model yet
    boolean areKnown = !comparison.modelsA().isEmpty() && !comparison.modelsB().isEmpty();
    if (areKnown && !comparison.modelsA().equals(comparison.modelsB())) {
      lines.add(
          "the models differ, too: "
              + String.join(", ", comparison.modelsA())
              + " and "
              + String.join(", ", comparison.modelsB()));
    }

    lines.add("");
    lines.addAll(differences(comparison.differences()));
    if (!comparison.examples().isEmpty()) {
      lines.add("");
      lines.add("where they differ");
      lines.addAll(examples(comparison.examples()));
    }

    return lines;
  }

  private static List<String> differences(List<Difference> differences) {
    TextTable table =
        new TextTable(
            List.of("metric", "a", "b", "b − a", "95 % interval", "p", "n", "test", "verdict"));
    for (int column = 1; column <= 6; column++) {
      table.alignRight(column);
    }

    for (Difference difference : differences) {
      boolean isTime = difference.metric().endsWith("_ms");
      String plain = isTime ? "%.0f" : "%.4f";
      String signed = isTime ? "%+.0f" : "%+.4f";
      table.row(
          List.of(
              difference.metric(),
              text(plain, difference.a()),
              text(plain, difference.b()),
              text(signed, difference.difference().value()),
              text(signed, difference.difference().low())
                  + " to "
                  + text(signed, difference.difference().high()),
              difference.pValue() < 0.0001 ? "< 0.0001" : text("%.4f", difference.pValue()),
              Long.toString(difference.n()),
              difference.test(),
              verdict(difference)));
    }

    return table.lines();
  }

  private static String verdict(Difference difference) {
    if (difference.isSettled()) {
      boolean isLess = difference.difference().value() < 0;
      boolean lowerIsBetter =
          Metric.of(difference.metric()).map(Metric::lowerIsBetter).orElse(false);
      return (isLess == lowerIsBetter ? "b" : "a") + " is better";
    }

    return difference.more() == null
        ? "no difference seen"
        : "open; about " + difference.more() + " more would settle it";
  }

  private static List<String> examples(List<Comparison.Example> examples) {
    TextTable table = new TextTable(List.of("product_id", "field", "label", "a", "b"));
    for (Comparison.Example example : examples) {
      table.row(
          List.of(
              example.productId(),
              example.field(),
              example.label() == null ? "" : example.label(),
              shortened(example.a()),
              shortened(example.b())));
    }

    return table.lines();
  }

  private static String shortened(String text) {
    return text == null ? "(no result)" : StringUtils.abbreviate(text, "…", TEXT_WIDTH);
  }

  private static String text(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
