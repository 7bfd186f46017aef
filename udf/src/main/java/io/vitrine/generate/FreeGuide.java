package io.vitrine.generate;

import java.util.Set;

/** Lets the model write what it likes until it ends its answer, as the reference does. */
final class FreeGuide implements Guide {
  private final int mask;
  private final Set<Integer> eos;
  private int budget;
  private boolean ended;

  FreeGuide(int mask, Set<Integer> eos, int budget) {
    this.mask = mask;
    this.eos = eos;
    this.budget = budget;
  }

  @Override
  public void writeForced(TokenList... lists) {}

  @Override
  public boolean done() {
    return ended || budget == 0;
  }

  @Override
  public int mask() {
    return mask;
  }

  @Override
  public int freeMask() {
    return mask;
  }

  @Override
  public boolean allows(int token) {
    return true;
  }

  @Override
  public Guide copy() {
    FreeGuide copy = new FreeGuide(mask, eos, budget);
    copy.ended = ended;
    return copy;
  }

  @Override
  public void accept(int token) {
    ended = eos.contains(token);
    budget--;
  }

  @Override
  public boolean exhausted() {
    return !ended && budget == 0;
  }
}
