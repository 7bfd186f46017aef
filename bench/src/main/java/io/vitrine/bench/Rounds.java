package io.vitrine.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures measured again in every round, by name. */
final class Rounds {
  private final Map<String, List<Double>> repeats = new LinkedHashMap<>();

  /** Adds a repeat, and returns it. */
  double add(String name, double value) {
    repeats.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    return value;
  }

  /** The repeat that was added last. */
  double last(String name) {
    List<Double> values = repeats.get(name);
    return values.get(values.size() - 1);
  }

  Figure figure(String name) {
    return new Figure(repeats.get(name));
  }

  /** Medians of the figures whose names begin so, named without that. */
  Map<String, Double> medians(String prefix) {
    Map<String, Double> medians = new LinkedHashMap<>();
    repeats.forEach(
        (name, values) -> {
          if (name.startsWith(prefix)) {
            medians.put(name.substring(prefix.length()), new Figure(values).median());
          }
        });
    return medians;
  }

  Map<String, List<Double>> repeats() {
    return repeats;
  }
}
