package io.vitrine.bench;

import java.util.List;

/**
 * What repeated measurements of one thing say.
 *
 * @param repeats in the order measured, at least one
 */
record Figure(List<Double> repeats) {
  Figure {
    repeats = List.copyOf(repeats);
    if (repeats.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
  }

  double median() {
    List<Double> sorted = repeats.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double min() {
    return repeats.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return repeats.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
