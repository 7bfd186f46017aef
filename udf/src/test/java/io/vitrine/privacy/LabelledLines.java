package io.vitrine.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines whose personal data people, or a generator, have marked: {@code ⟦MOBILE|138…⟧}. */
record LabelledLines(String name, List<Line> lines) {
  private static final Pattern LABEL = Pattern.compile("⟦([A-Z_]+)\\|([^⟧]*)⟧");

  record Line(String text, List<Finding> labels) {}

  static LabelledLines read(String name) {
    try (InputStream in = LabelledLines.class.getResourceAsStream(name)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new LabelledLines(name, all.lines().map(LabelledLines::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line parse(String marked) {
    StringBuilder text = new StringBuilder();
    List<Finding> labels = new ArrayList<>();
    Matcher label = LABEL.matcher(marked);
    int at = 0;
    while (label.find()) {
      text.append(marked, at, label.start());
      int start = text.length();
      text.append(label.group(2));
      labels.add(new Finding(PersonalData.valueOf(label.group(1)), start, text.length()));
      at = label.end();
    }

    return new Line(text.append(marked.substring(at)).toString(), labels);
  }
}
