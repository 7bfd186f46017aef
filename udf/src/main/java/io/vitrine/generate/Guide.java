package io.vitrine.generate;

/** What one answer may be made of, from its first token to its last. */
interface Guide {

  /**
   * Goes on for as long as nothing is left to choose: writes the tokens that must come to the
   * lists. Called at the start and after every {@link #accept}.
   */
  void writeForced(TokenList... lists);

  /** Whether the answer is complete. */
  boolean done();

  /** Number of the set of tokens to choose from. */
  int mask();

  /** Number of the set there would be without the length budget. */
  int freeMask();

  /** Whether a token is in the set to choose from. */
  boolean allows(int token);

  /** Takes the chosen token. */
  void accept(int token);

  /** The same guide once more, to be led elsewhere. */
  Guide copy();

  /** Whether the length budget ended the answer by itself. */
  boolean exhausted();
}
