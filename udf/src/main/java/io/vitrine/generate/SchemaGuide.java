package io.vitrine.generate;

import io.vitrine.schema.Grammar;

/** Leads an answer along a schema and closes it within the length budget. */
final class SchemaGuide implements Guide {
  private final Grammar grammar;
  private long state;
  private int budget;

  SchemaGuide(Grammar grammar, int budget) {
    this(grammar, grammar.start(), budget);
  }

  private SchemaGuide(Grammar grammar, long state, int budget) {
    this.grammar = grammar;
    this.state = state;
    this.budget = budget;
  }

  @Override
  public void writeForced(TokenList... lists) {
    while (!done()) {
      Grammar.Forced forced = grammar.forced(state);
      int length = forced.tokens().length;
      if (length > 0 && length + grammar.need(forced.state()) <= budget) {
        write(forced.tokens(), lists);
        state = forced.state();
        budget -= length;
        continue;
      }

      int only = grammar.mask(state).only();
      if (only < 0) {
        return;
      }

      write(new int[] {only}, lists);
      accept(only);
    }
  }

  private static void write(int[] tokens, TokenList... lists) {
    for (TokenList list : lists) {
      list.addAll(tokens);
    }
  }

  @Override
  public boolean done() {
    return grammar.done(state);
  }

  @Override
  public int mask() {
    return grammar.mask(state, budget).number();
  }

  @Override
  public int freeMask() {
    return grammar.mask(state).number();
  }

  @Override
  public boolean allows(int token) {
    return grammar.mask(state, budget).tokens().get(token);
  }

  @Override
  public Guide copy() {
    return new SchemaGuide(grammar, state, budget);
  }

  @Override
  public void accept(int token) {
    state = grammar.advance(state, token);
    budget--;
  }

  @Override
  public boolean exhausted() {
    return false;
  }
}
