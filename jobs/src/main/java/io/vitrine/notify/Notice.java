package io.vitrine.notify;

import java.util.Map;

/**
 * What is told: the end of a run, or an alarm.
 *
 * @param event {@code run_end} or {@code alarm}
 * @param title one line for people
 * @param facts names and values, in the order in which people read them; no secrets, no texts of
 *     products
 */
public record Notice(String event, String title, Map<String, Object> facts) {
  public static final String RUN_END = "run_end";
  public static final String ALARM = "alarm";

  /** For people: the title, then a line for each fact. */
  String text() {
    StringBuilder text = new StringBuilder("Vitrine: ").append(title);
    facts.forEach((name, value) -> text.append('\n').append(name).append(": ").append(value));
    return text.toString();
  }
}
