package io.vitrine.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that the page shows.
 *
 * @param gold where the labels came from; empty when the tables were not held against any
 * @param categories recall by category, most labelled first
 * @param latency 50th, 95th and 99th percentile in milliseconds; empty when nothing was timed
 * @param bars the histogram of those times
 * @param cost empty when nothing was run
 */
public record ReportData(
    String warehouse,
    String generatedAt,
    String version,
    Optional<String> gold,
    Totals totals,
    Optional<Share> categoryRecall,
    Optional<Share> attributeAccuracy,
    List<Share> categories,
    List<Confusion> confusions,
    List<Double> latency,
    List<StageTime> stages,
    List<Bar> bars,
    List<Run> runs,
    List<Failure> failures,
    List<PromptVersion> prompts,
    List<Example> examples,
    Optional<Cost> cost) {
  public static final double CATEGORY_TARGET = 0.90;
  public static final double ATTRIBUTE_TARGET = 0.80;
  public static final double LATENCY_TARGET_MS = 500;

  public record Totals(
      long pictures, long products, long categories, long runs, long ok, long failed) {}

  public record Confusion(String field, String labelled, String answered, long products) {}

  public record StageTime(String zh, String en, double ms) {}

  public record Bar(double from, double width, long pictures) {}

  public record Run(
      String started,
      String model,
      String prompt,
      long ok,
      long failed,
      double perSecond,
      int executors,
      int loads) {}

  public record Failure(String code, long attempts, String product, String message) {}

  public record PromptVersion(
      String prompt,
      String model,
      long pictures,
      double p50,
      double tokens,
      double features,
      double copyLength) {}

  public record Example(
      String product,
      String category,
      String color,
      String material,
      String features,
      String text) {}

  /** How a share stands to its target: the whole interval on one side, or the target within it. */
  public enum Verdict {
    MET("met", "达标", "target met"),
    MISSED("missed", "未达标", "target missed"),
    OPEN("open", "样本不足以判断", "too few labels to tell");

    public final String style;
    public final String zh;
    public final String en;

    Verdict(String style, String zh, String en) {
      this.style = style;
      this.zh = zh;
      this.en = en;
    }

    public static Verdict of(Share share, double target) {
      if (share.low() >= target) {
        return MET;
      }
      return share.high() < target ? MISSED : OPEN;
    }

    public static Verdict of(double ms, double target) {
      return ms <= target ? MET : MISSED;
    }
  }

  public String categoryChart() {
    return Charts.shares(categories, CATEGORY_TARGET);
  }

  public String latencyChart() {
    return Charts.times(
        bars.stream().map(Bar::from).toList(),
        bars.stream().map(Bar::pictures).toList(),
        bars.get(0).width(),
        latency.subList(0, 2));
  }

  /** Up to twice the break-even, where the lines have met. */
  public String costChart(Cost known) {
    return Charts.costs(known, Math.max(1000, 2 * known.breakEven().orElse(totals.products())));
  }

  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  public static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  public static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
