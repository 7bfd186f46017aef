package io.vitrine.sample;

/** The colours of one product: base, second colour and the pattern that mixes them. */
record Look(int base, int second, String pattern) {
  static Look of(SampleProduct p, Dice dice) {
    int base = baseColor(p.color(), dice);
    return new Look(base, secondColor(p.color(), base, dice), p.pattern());
  }

  private static int baseColor(String color, Dice d) {
    return switch (color) {
      case "红色" -> hsl(d.in(-6, 3), d.in(0.76, 0.9), d.in(0.40, 0.47));
      case "橙色" -> hsl(d.in(23, 30), d.in(0.88, 0.98), d.in(0.5, 0.55));
      case "黄色" -> hsl(d.in(48, 54), d.in(0.86, 0.97), d.in(0.5, 0.58));
      case "绿色" -> hsl(d.in(112, 152), d.in(0.42, 0.66), d.in(0.3, 0.4));
      case "蓝色" -> hsl(d.in(208, 226), d.in(0.62, 0.85), d.in(0.38, 0.5));
      case "紫色" -> hsl(d.in(268, 284), d.in(0.45, 0.64), d.in(0.38, 0.49));
      case "粉色" -> hsl(d.in(333, 345), d.in(0.72, 0.86), d.in(0.75, 0.8));
      case "棕色" -> hsl(d.in(18, 26), d.in(0.48, 0.6), d.in(0.23, 0.3));
      case "黑色" -> hsl(d.in(200, 260), d.in(0.0, 0.07), d.in(0.1, 0.135));
      case "白色" -> hsl(d.in(30, 220), d.in(0.0, 0.14), d.in(0.92, 0.95));
      case "灰色" -> hsl(d.in(200, 240), d.in(0.0, 0.05), d.in(0.49, 0.57));
      case "米色" -> hsl(d.in(35, 41), d.in(0.44, 0.56), d.in(0.73, 0.79));
      default -> throw new IllegalArgumentException("unknown color: " + color);
    };
  }

  private static int secondColor(String color, int base, Dice d) {
    int white = 0xf1f0ec;
    int black = 0x1f1f23;
    return switch (color) {
      case "黑色" -> d.chance(0.6) ? white : 0x8d8f94;
      case "白色" -> d.chance(0.8) ? black : 0x55575c;
      case "黄色", "橙色" -> d.chance(0.5) ? white : black;
      case "粉色" -> d.chance(0.6) ? white : d.chance(0.5) ? black : 0x55484c;
      case "米色" -> d.chance(0.5) ? black : scale(base, 0.42);
      case "灰色" -> d.chance(0.5) ? white : black;
      case "棕色" -> white;
      case "红色" -> d.chance(0.6) ? white : black;
      default -> d.chance(0.6) ? white : d.chance(0.5) ? black : scale(base, 0.4);
    };
  }

  static int scale(int rgb, double factor) {
    int r = (int) Math.min(255, (rgb >> 16 & 255) * factor);
    int g = (int) Math.min(255, (rgb >> 8 & 255) * factor);
    int b = (int) Math.min(255, (rgb & 255) * factor);
    return r << 16 | g << 8 | b;
  }

  static int mix(int a, int b, double t) {
    int r = (int) ((a >> 16 & 255) * (1 - t) + (b >> 16 & 255) * t);
    int g = (int) ((a >> 8 & 255) * (1 - t) + (b >> 8 & 255) * t);
    int c = (int) ((a & 255) * (1 - t) + (b & 255) * t);
    return r << 16 | g << 8 | c;
  }

  static double luminance(int rgb) {
    return ((rgb >> 16 & 255) * 0.3 + (rgb >> 8 & 255) * 0.59 + (rgb & 255) * 0.11) / 255;
  }

  static int hsl(double hue, double saturation, double lightness) {
    double h = (hue % 360 + 360) % 360 / 60;
    double c = (1 - Math.abs(2 * lightness - 1)) * saturation;
    double x = c * (1 - Math.abs(h % 2 - 1));
    double r = h < 1 || h >= 5 ? c : h < 2 || h >= 4 ? x : 0;
    double g = h >= 1 && h < 3 ? c : h < 1 || h >= 3 && h < 4 ? x : 0;
    double b = h >= 3 && h < 5 ? c : h >= 2 && h < 3 || h >= 5 ? x : 0;
    double m = lightness - c / 2;
    return (int) Math.round((r + m) * 255) << 16
        | (int) Math.round((g + m) * 255) << 8
        | (int) Math.round((b + m) * 255);
  }
}
