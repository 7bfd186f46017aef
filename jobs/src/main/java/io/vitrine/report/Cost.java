package io.vitrine.report;

import java.util.OptionalLong;

/**
 * What a product costs, by hand and with Vitrine.
 *
 * @param assumed what is not measured
 * @param machineSeconds measured: wall time of the runs times their executors, over the pictures
 *     that came out well; start-up, model load and failures are in it
 */
public record Cost(CostAssumptions assumed, double machineSeconds) {

  /** One product by hand. */
  public double manual() {
    return assumed.manual().minutesPerProduct() / 60 * assumed.manual().wagePerHour();
  }

  /** The machine's part of one product. */
  public double machine() {
    return machineSeconds / 3600 * assumed.vitrine().machinePricePerHour();
  }

  /** Looking over one product's answer. */
  public double review() {
    return assumed.vitrine().reviewMinutesPerProduct() / 60 * assumed.manual().wagePerHour();
  }

  /** One product's share of those that are written by hand after all. */
  public double rewriting() {
    return assumed.vitrine().rewrittenShare() * manual();
  }

  /** One product with Vitrine, setting it up left out. */
  public double withVitrine() {
    return machine() + review() + rewriting();
  }

  /** Products after which setting it up has paid for itself; empty when it never does. */
  public OptionalLong breakEven() {
    double saved = manual() - withVitrine();
    return saved <= 0
        ? OptionalLong.empty()
        : OptionalLong.of((long) Math.ceil(assumed.vitrine().setupCost() / saved));
  }
}
