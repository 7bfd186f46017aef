package io.vitrine.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that the page shows.
 *
 * @param gold where the labels came from; empty when the tables were not held against any
 * @param categories recall by category, most labelled first
 * @param latency 50th, 95th and 99th percentile in milliseconds; empty when nothing was timed
 * @param matrix answers for the categories with most mistakes
 * @param bars the histogram of those times
 * @param throughput pictures of the newest run, by seconds since its start
 * @param usability ratings of 4 and 5 among those of the texts that stand in the table now
 * @param alpha how far raters agree; see {@link io.vitrine.stats.Agreement#alpha}
 * @param rewritten texts that a newer version of prompt or model has replaced
 * @param thumbnails JPEGs in Base64 of the pictures that are shown, as far as there are any
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
    Matrix matrix,
    List<Mistake> mistakes,
    List<Double> latency,
    List<StageTime> stages,
    List<Bar> bars,
    List<Run> runs,
    List<Bar> throughput,
    List<Failure> failures,
    List<PromptVersion> prompts,
    Optional<Share> usability,
    List<Rated> ratings,
    List<Tag> tags,
    OptionalDouble alpha,
    List<BeforeAfter> rewritten,
    List<Example> examples,
    Map<Shown, String> thumbnails,
    Optional<Cost> cost) {
  public static final double CATEGORY_TARGET = 0.90;
  public static final double ATTRIBUTE_TARGET = 0.80;
  public static final double LATENCY_TARGET_MS = 500;
  public static final double USABILITY_TARGET = 0.60;

  public record Totals(
      long pictures, long products, long categories, long runs, long ok, long failed) {}

  public record Confusion(String field, String labelled, String answered, long products) {}

  /** A picture that the page shows. */
  public record Shown(String product, String uri) {}

  /** A product whose category is not as labelled. */
  public record Mistake(Shown shown, String labelled, String answered) {}

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

  /** Pictures that failed alike, and some of them. */
  public record Failure(String code, long attempts, String message, List<Shown> examples) {}

  /**
   * What people think of one prompt's texts.
   *
   * @param usable ratings of 4 and 5 among all
   */
  public record Rated(
      String prompt, String channel, long texts, long raters, double mean, Share usable) {}

  public record Tag(String tag, long ratings) {}

  /** The same picture's text before and after; a version is of prompt and model. */
  public record BeforeAfter(
      Shown shown, String versionBefore, String before, String versionAfter, String after) {}

  public record PromptVersion(
      String prompt,
      String model,
      long pictures,
      double p50,
      double tokens,
      double features,
      double copyLength,
      Optional<Share> categoryRecall,
      Optional<Share> attributeAccuracy) {}

  public record Example(
      Shown shown, String category, String color, String material, String features, String text) {}

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

  /** The picture in Base64; empty where no thumbnail was kept. */
  public Optional<String> thumbnail(Shown shown) {
    return Optional.ofNullable(thumbnails.get(shown));
  }

  public String throughputChart() {
    return Charts.rate(throughput);
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
