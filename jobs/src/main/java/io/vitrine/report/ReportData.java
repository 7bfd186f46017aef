package io.vitrine.report;

import io.vitrine.stats.Estimate;
import io.vitrine.stats.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/**
 * All that the page shows.
 *
 * @param measures every metric that there is data or a target for
 * @param evaluation empty when the tables were never held against labels
 * @param categories those with labels, most labelled first
 * @param matrix answers for the categories with most mistakes
 * @param bars the histogram of those times
 * @param throughput pictures of the newest run, by seconds since its start
 * @param alpha how far raters agree; see {@link io.vitrine.stats.Agreement#alpha}
 * @param rewritten texts that a newer version of prompt or model has replaced
 * @param thumbnails JPEGs in Base64 of the pictures that are shown, as far as there are any
 * @param assumed about costs
 * @param cost empty when nothing was run
 */
public record ReportData(
    String warehouse,
    String generatedAt,
    String version,
    List<Measure> measures,
    Optional<Evaluated> evaluation,
    Totals totals,
    List<Category> categories,
    List<Confusion> confusions,
    Matrix matrix,
    List<Mistake> mistakes,
    List<StageTime> stages,
    List<Bar> bars,
    List<Run> runs,
    List<Bar> throughput,
    List<Failure> failures,
    List<Version> versions,
    List<Rated> ratings,
    List<Tag> tags,
    OptionalDouble alpha,
    List<BeforeAfter> rewritten,
    List<Example> examples,
    Map<Shown, String> thumbnails,
    CostAssumptions assumed,
    Optional<Cost> cost) {
  private static final String RECALL = "category_recall";

  public record Totals(long pictures, long products, long categories) {}

  /**
   * The newest evaluation.
   *
   * @param since results that are newer
   */
  public record Evaluated(String runId, String at, long since) {}

  /**
   * A category.
   *
   * @param precision empty where the model never gave this answer
   */
  public record Category(Share recall, Optional<Share> precision, Optional<Share> f1) {}

  public record Confusion(String field, String label, String answer, long products) {}

  /** A picture that the page shows. */
  public record Shown(String product, String uri) {}

  /** A product whose category is not as labelled. */
  public record Mistake(Shown shown, String label, String answer) {}

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

  /**
   * A version of prompt and model.
   *
   * @param pictures that it has described
   */
  public record Version(
      String prompt,
      String model,
      long pictures,
      double p50,
      double tokens,
      Optional<Share> categoryRecall,
      Optional<Share> attributeAccuracy) {}

  public record Example(
      Shown shown, String category, String color, String material, String features, String text) {}

  /** A verdict as people read it. */
  public enum Verdict {
    MET("met", "达标", "target met"),
    MET_UNSURELY("met", "达标，但样本不足以确定", "met, but too small a sample to be sure"),
    MISSED_UNSURELY("missed", "未达标，但样本不足以确定", "missed, but too small a sample to be sure"),
    MISSED("missed", "未达标", "target missed"),
    NO_DATA("open", "尚无数据", "no data yet");

    public final String style;
    public final String zh;
    public final String en;

    Verdict(String style, String zh, String en) {
      this.style = style;
      this.zh = zh;
      this.en = en;
    }

    public static Verdict of(Target.Verdict verdict) {
      return valueOf(verdict.name());
    }
  }

  /** The metrics that something is to be reached of. */
  public List<Measure> targeted() {
    return measures.stream().filter(measure -> measure.target().isPresent()).toList();
  }

  /** Those of them that stand so; {@code met} and {@code missed} have data. */
  public List<Measure> targeted(boolean met) {
    return targeted().stream()
        .filter(measure -> measure.verdict().filter(v -> v.isMet() == met).isPresent())
        .toList();
  }

  /** The picture in Base64; empty where no thumbnail was kept. */
  public Optional<String> thumbnail(Shown shown) {
    return Optional.ofNullable(thumbnails.get(shown));
  }

  /** Pictures per second of the newest run, as SVG. */
  public String throughputChart() {
    return Charts.rate(throughput);
  }

  /** Each category's recall, as SVG, with the target of all where there is one. */
  public String categoryChart() {
    return Charts.shares(
        categories.stream().map(Category::recall).toList(),
        measure(RECALL)
            .flatMap(Measure::target)
            .map(target -> OptionalDouble.of(target.threshold()))
            .orElse(OptionalDouble.empty()));
  }

  /** How often a picture took which time, as SVG; there must be bars. */
  public String latencyChart() {
    return Charts.times(
        bars.stream().map(Bar::from).toList(),
        bars.stream().map(Bar::pictures).toList(),
        bars.get(0).width(),
        Stream.of("latency_p50_ms", "latency_p95_ms")
            .flatMap(key -> measure(key).flatMap(Measure::estimate).stream())
            .map(Estimate::value)
            .toList());
  }

  /** Up to twice the break-even, where the lines have met. */
  public String costChart(Cost known) {
    return Charts.costs(known, Math.max(1000, 2 * known.breakEven().orElse(totals.products())));
  }

  /** Names of metrics, for people who read Chinese. */
  public static String chinese(List<Measure> measures) {
    return measures.stream().map(Measure::chinese).collect(Collectors.joining("、"));
  }

  /** Likewise for those who read English. */
  public static String english(List<Measure> measures) {
    return measures.stream()
        .map(measure -> StringUtils.uncapitalize(measure.english()))
        .collect(Collectors.joining(", "));
  }

  /** A field of the answer, for people who read Chinese. */
  public static String fieldChinese(String field) {
    return switch (field) {
      case "category" -> "类目";
      case "color" -> "颜色";
      case "material" -> "材质";
      default -> field;
    };
  }

  public String currency() {
    return assumed.currency();
  }

  /** What it comes to, in a sentence. */
  public String costChinese(Cost known) {
    double saved = 1 - known.withVitrine() / known.manual();
    return String.format(
        Locale.ROOT,
        "每件成本比人工%s %.0f %%%s。",
        saved < 0 ? "高" : "低",
        100 * Math.abs(saved),
        known.breakEven().isPresent()
            ? "，约 " + number(known.breakEven().getAsLong()) + " 件商品回本"
            : "，无法回本");
  }

  /** Likewise for those who read English. */
  public String costEnglish(Cost known) {
    double saved = 1 - known.withVitrine() / known.manual();
    return String.format(
        Locale.ROOT,
        "A product costs %.0f %% %s than by hand%s.",
        100 * Math.abs(saved),
        saved < 0 ? "more" : "less",
        known.breakEven().isPresent()
            ? ", which pays for itself after " + number(known.breakEven().getAsLong()) + " products"
            : ", which never pays for itself");
  }

  private Optional<Measure> measure(String key) {
    return measures.stream().filter(measure -> measure.key().equals(key)).findFirst();
  }

  /** A share of 0 to 1, as {@code 98.5 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A whole number, as {@code 12,345}. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** The same with digits behind the point. */
  public static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
