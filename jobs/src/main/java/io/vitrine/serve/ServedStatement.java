package io.vitrine.serve;

/**
 * A statement that is over.
 *
 * @param user who asked, as they said when they connected
 * @param sql the statement
 * @param rows rows that were given out
 * @param outcome {@link #DONE}, {@link #REFUSED}, {@link #CANCELED}, or {@code failed: } and why
 */
public record ServedStatement(String user, String sql, long rows, String outcome) {
  public static final String DONE = "done";
  public static final String REFUSED = "refused";
  public static final String CANCELED = "canceled";
}
