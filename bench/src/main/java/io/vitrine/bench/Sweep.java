package io.vitrine.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The settings that were tried for one part, each with its figure. */
final class Sweep {
  private final List<Tried> tried = new ArrayList<>();

  /** A setting and what it reached. */
  record Tried(Setting setting, double imagesPerSecond) {}

  void add(Setting setting, double imagesPerSecond) {
    tried.add(new Tried(setting, imagesPerSecond));
  }

  List<Tried> tried() {
    return List.copyOf(tried);
  }

  /** The fastest setting; at least one was tried. */
  Setting best() {
    return tried.stream()
        .max(Comparator.comparingDouble(Tried::imagesPerSecond))
        .orElseThrow()
        .setting();
  }
}
