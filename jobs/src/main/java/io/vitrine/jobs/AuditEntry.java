package io.vitrine.jobs;

import io.vitrine.json.JsonText;
import java.time.Instant;
import java.util.Map;

/**
 * What somebody did.
 *
 * @param at when it was over
 * @param principal who
 * @param command the command's name, or {@code statement}
 * @param args arguments as JSON, without secrets; null where nothing is known of them
 * @param run what the model was asked, and where; null where there was no run
 * @param outcome how it ended
 */
record AuditEntry(
    Instant at, String principal, String command, String args, Run run, String outcome) {
  static final String DONE = "done";
  static final String STATEMENT = "statement";

  /**
   * A run, which {@code runs} says more of.
   *
   * @param model may be null, as in {@code runs}
   * @param prompt may be null, as in {@code runs}
   */
  record Run(String id, String model, String prompt) {}

  /**
   * What is over now, and was no run.
   *
   * @param args as they were given; secrets among them are hidden
   */
  static AuditEntry now(
      String principal, String command, Map<String, Object> args, String outcome) {
    return new AuditEntry(
        Instant.now(),
        principal,
        command,
        JsonText.line(Secrets.hidden(args)),
        /* run= */ null,
        outcome);
  }
}
