package io.vitrine.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * The report's charts as SVG, by Lets-Plot's own plot specification. Texts are escaped by the
 * library.
 */
public final class Charts {
  private static final String INK = "#1f4e79";
  private static final String SOFT = "#b8c4d0";
  private static final String WARM = "#b5541c";
  private static final int WIDTH = 560;

  private Charts() {}

  /** Shares with their intervals, one below the other, the target, if there is one, as a line. */
  static String shares(List<Share> shares, OptionalDouble target) {
    List<Share> upwards = reversed(shares);
    Map<String, Object> data =
        map(
            "name", upwards.stream().map(s -> s.name() + " (" + s.all() + ")").toList(),
            "value", upwards.stream().map(Share::value).toList(),
            "low", upwards.stream().map(Share::low).toList(),
            "high", upwards.stream().map(Share::high).toList());
    Map<String, Object> interval = map("xmin", "low", "xmax", "high", "y", "name");
    return svg(
        data,
        rows(shares.size()),
        List.of(percent(), discrete("y")),
        Stream.concat(
            target.stream().mapToObj(Charts::mark),
            Stream.of(
                layer("errorbar", interval, "height", 0.0, "color", SOFT, "size", 1.6),
                points("value", "name"))));
  }

  /** How often which time was needed; the marks are percentiles. */
  static String times(List<Double> from, List<Long> pictures, double width, List<Double> marks) {
    Map<String, Object> data =
        map("ms", from.stream().map(ms -> ms + width / 2).toList(), "pictures", pictures);
    return svg(
        data,
        230,
        List.of(continuous("x"), continuous("y")),
        Stream.concat(Stream.of(columns("ms", "pictures")), marks.stream().map(Charts::mark)));
  }

  /** Pictures per second over a run's time. */
  static String rate(List<ReportData.Bar> bars) {
    Map<String, Object> data =
        map(
            "seconds", bars.stream().map(bar -> bar.from() + bar.width() / 2).toList(),
            "rate", bars.stream().map(bar -> bar.pictures() / bar.width()).toList());
    return svg(
        data,
        200,
        List.of(continuous("x"), continuous("y")),
        Stream.of(columns("seconds", "rate")));
  }

  /** What so many products cost, by hand and with Vitrine; they meet at the break-even. */
  static String costs(Cost cost, long products) {
    List<Double> numbers = List.of(0.0, (double) products, 0.0, (double) products);
    double setup = cost.assumed().vitrine().setupCost();
    Map<String, Object> data =
        map(
            "products",
            numbers,
            "cost",
            List.of(0.0, products * cost.manual(), setup, setup + products * cost.withVitrine()),
            "way",
            List.of("人工 / by hand", "人工 / by hand", "Vitrine", "Vitrine"));
    Map<String, Object> colours =
        map("aesthetic", "color", "name", "", "discrete", true, "values", List.of(WARM, INK));
    return svg(
        data,
        260,
        List.of(continuous("x"), continuous("y"), colours),
        Stream.of(layer("line", map("x", "products", "y", "cost", "color", "way"), "size", 1.6)));
  }

  /** Values as bars, one below the other in the order given; {@code names} are told apart. */
  public static String bars(List<String> names, List<Double> values) {
    return svg(
        map("name", reversed(names), "value", reversed(values)),
        rows(new LinkedHashSet<>(names).size()),
        List.of(continuous("x"), discrete("y")),
        Stream.of(bars("value", "name", 0.7, "orientation", "y")));
  }

  /** Values as a line from left to right, in the order given. */
  public static String line(List<String> names, List<Double> values) {
    // one series, although every name is a place of its own
    List<String> series = Collections.nCopies(names.size(), "");
    Map<String, Object> mapping = map("x", "name", "y", "value", "group", "series");
    return svg(
        map("name", names, "value", values, "series", series),
        260,
        List.of(discrete("x"), continuous("y")),
        Stream.of(layer("line", mapping, "color", INK, "size", 1.4), points("name", "value")));
  }

  /** A dashed line upwards. */
  private static Map<String, Object> mark(double at) {
    return map("geom", "vline", "xintercept", at, "linetype", "dashed", "color", WARM, "size", 0.8);
  }

  private static Map<String, Object> points(String x, String y) {
    return layer("point", map("x", x, "y", y), "size", 3.2, "color", INK);
  }

  private static Map<String, Object> columns(String x, String y) {
    return bars(x, y, 0.9);
  }

  private static Map<String, Object> bars(String x, String y, double width, Object... looks) {
    Map<String, Object> bars =
        layer("bar", map("x", x, "y", y), "stat", "identity", "fill", INK, "size", 0.0);
    bars.put("width", width);
    bars.putAll(map(looks));
    return bars;
  }

  /**
   * A layer of marks.
   *
   * @param mapping which column of the data says what
   * @param looks that all of its marks have, names and values
   */
  private static Map<String, Object> layer(
      String geom, Map<String, Object> mapping, Object... looks) {
    Map<String, Object> layer = map("geom", geom, "mapping", mapping);
    layer.putAll(map(looks));
    return layer;
  }

  /** A chart's first row is the lowest. */
  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  /** Height of a chart of so many rows. */
  private static int rows(int count) {
    return 44 + 24 * count;
  }

  private static String svg(
      Map<String, Object> data,
      int height,
      List<Map<String, Object>> scales,
      Stream<Map<String, Object>> layers) {
    Map<String, Object> blank = map("name", "blank", "blank", true);
    Map<String, Object> spec =
        map(
            "kind",
            "plot",
            "data",
            data,
            "mapping",
            map(),
            "ggsize",
            map("width", WIDTH, "height", height),
            "scales",
            scales,
            "theme",
            map(
                "name",
                "minimal",
                "panel_grid_minor",
                blank,
                "panel_border",
                blank,
                "axis_ticks",
                blank,
                "plot_margin",
                // the last number of an axis stays whole
                map("t", 4, "r", 18, "b", 4, "l", 0),
                "legend_position",
                "bottom",
                "text",
                map("name", "text", "color", "#3a4149", "blank", false),
                "panel_grid_major",
                map("name", "line", "color", "#e4e8ec", "size", 0.7, "blank", false)),
            "layers",
            layers.toList());
    String svg =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            spec, null, new UnsupportedRGBEncoder(), false);
    // scales with the page
    return svg.replaceFirst(
        "width=\"" + WIDTH + "[.0]*\" height=\"" + height + "[.0]*\"",
        "viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\"");
  }

  private static Map<String, Object> percent() {
    return map("aesthetic", "x", "name", "", "limits", List.of(0.0, 1.0), "format", ".0%");
  }

  private static Map<String, Object> continuous(String aesthetic) {
    return map("aesthetic", aesthetic, "name", "");
  }

  private static Map<String, Object> discrete(String aesthetic) {
    Map<String, Object> scale = continuous(aesthetic);
    scale.put("discrete", true);
    // the outermost dots stay whole
    scale.put("expand", List.of(0.0, 0.7));
    return scale;
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
