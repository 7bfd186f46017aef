package io.vitrine.jobs;

import java.util.Locale;

/** How {@code sql} prints rows. */
enum RowFormat {
  /** For people: columns under each other. */
  TABLE,
  /** A header line, then RFC 4180: a null is empty, an empty text is {@code ""}. */
  CSV,
  /** One object a line, nulls included. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
