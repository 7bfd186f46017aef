package io.vitrine.prompt;

import java.io.Serializable;
import java.util.Locale;

/**
 * How the next token is chosen among those that the schema allows, in the order of the components:
 * the penalty changes the logits, the temperature divides them, top-k and top-p cut the tail, and
 * what is left is drawn from.
 *
 * @param temperature 0 takes the likeliest token, whatever {@code topK} and {@code topP} are
 * @param topK tokens to draw from at most; 0 for all
 * @param topP the likeliest tokens whose probabilities add up to this are drawn from; 1 for all
 * @param repetitionPenalty divides the positive logits of the tokens that the answer has already,
 *     and multiplies the negative ones; 1 for none
 */
public record Sampling(double temperature, int topK, double topP, double repetitionPenalty)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The likeliest token, always: the same picture gives the same text. */
  public static final Sampling GREEDY = new Sampling(0, 0, 1, 1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a reason for people: which value is out of range
   */
  public Sampling {
    check(temperature >= 0 && temperature <= 10, "temperature", temperature, "from 0 to 10");
    check(topK >= 0, "topK", topK, "at least 0");
    check(topP > 0 && topP <= 1, "topP", topP, "above 0 and at most 1");
    check(
        repetitionPenalty >= 0.1 && repetitionPenalty <= 10,
        "repetitionPenalty",
        repetitionPenalty,
        "from 0.1 to 10");
  }

  private static void check(boolean legal, String name, Number value, String range) {
    if (!legal) {
      throw new IllegalArgumentException(name + " is " + value + " and must be " + range);
    }
  }

  /** Whether nothing is left to chance, nor to what was written before. */
  public boolean greedy() {
    return temperature == 0 && repetitionPenalty == 1;
  }

  /** Whether nothing is left to chance: the same picture gives the same text. */
  public boolean repeatable() {
    return temperature == 0;
  }

  /** All of it in one line, the same for settings that choose the same; part of fingerprints. */
  public String text() {
    if (greedy()) {
      return "greedy";
    }

    return temperature == 0
        ? String.format(Locale.ROOT, "greedy penalty %s", repetitionPenalty)
        : String.format(
            Locale.ROOT,
            "temperature %s top-k %d top-p %s penalty %s",
            temperature,
            topK,
            topP,
            repetitionPenalty);
  }
}
