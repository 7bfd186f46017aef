package io.vitrine.spark;

import io.vitrine.generate.CacheBudget;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.network.util.JavaUtils;

/**
 * One {@code spark.vitrine.*} setting.
 *
 * @param key the whole key
 * @param defaultText the default as a person would write it
 * @param purpose what it is for, one line, as in {@code conf/vitrine.properties}
 * @param legal what values are legal, for error messages
 * @param parser throws {@link IllegalArgumentException} on an illegal value
 */
record Setting<T>(
    String key, String defaultText, String purpose, String legal, Function<String, T> parser) {

  static Setting<String> text(
      String key, String defaultText, String purpose, String legal, Predicate<String> test) {
    return new Setting<>(key, defaultText, purpose, legal, value -> checked(value, test));
  }

  static Setting<List<String>> list(String key, String defaultText, String purpose) {
    return new Setting<>(
        key,
        defaultText,
        purpose,
        "names with commas between them",
        value ->
            Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
  }

  static Setting<List<String>> listOf(String key, String purpose, List<String> names) {
    Setting<List<String>> list = list(key, "", purpose);
    return new Setting<>(
        key,
        "",
        purpose,
        "none or some of " + String.join(", ", names) + " with commas between them",
        value -> checked(list.parser().apply(value), names::containsAll));
  }

  static Setting<List<String>> places(String key, String purpose) {
    Setting<List<String>> list = list(key, "", purpose);
    return new Setting<>(
        key,
        "",
        purpose,
        "URIs with their schemes and commas between them, such as s3a://bucket/images",
        value ->
            checked(list.parser().apply(value), v -> v.stream().allMatch(AllowedPlaces::isPlace)));
  }

  static Setting<Boolean> flag(String key, boolean defaultValue, String purpose) {
    return new Setting<>(
        key,
        Boolean.toString(defaultValue),
        purpose,
        "true or false",
        value -> {
          checked(value, v -> v.equals("true") || v.equals("false"));
          return Boolean.valueOf(value);
        });
  }

  static Setting<Integer> count(String key, int defaultValue, int least, String purpose) {
    return new Setting<>(
        key,
        Integer.toString(defaultValue),
        purpose,
        "a whole number of at least " + least,
        value -> checked(Integer.valueOf(value), v -> v >= least));
  }

  static Setting<Long> number(String key, long defaultValue, String purpose) {
    return new Setting<>(
        key,
        Long.toString(defaultValue),
        purpose,
        "a whole number of at least 1",
        value -> checked(Long.valueOf(value), v -> v >= 1));
  }

  static Setting<Double> fraction(String key, String defaultText, String purpose) {
    return new Setting<>(
        key,
        defaultText,
        purpose,
        "a number from 0 to 1",
        value -> checked(Double.valueOf(value), v -> v >= 0 && v <= 1));
  }

  static Setting<Map<String, Double>> fractions(String key, String purpose, Set<String> names) {
    return new Setting<>(
        key,
        "",
        purpose,
        "pairs such as FETCH=0.02 with commas between them, names from "
            + String.join(", ", names)
            + " and numbers from 0 to 1",
        value -> {
          Map<String, Double> fractions = new TreeMap<>();
          for (String pair : value.isBlank() ? new String[0] : value.split(",", -1)) {
            String[] parts = pair.split("=", -1);
            checked(pair, p -> parts.length == 2 && names.contains(parts[0].strip()));
            fractions.put(
                parts[0].strip(), checked(Double.valueOf(parts[1]), v -> v >= 0 && v <= 1));
          }
          return fractions;
        });
  }

  static Setting<Long> bytes(String key, String defaultText, String purpose) {
    return new Setting<>(
        key,
        defaultText,
        purpose,
        "a size such as 512k, 10m or 1g",
        value -> checked(JavaUtils.byteStringAsBytes(value), v -> v >= 1));
  }

  static Setting<CacheBudget> budget(String key, String defaultText, String purpose) {
    return new Setting<>(
        key,
        defaultText,
        purpose,
        "a share such as 0.5 or a size such as 2g",
        value -> {
          if (value.matches("0?\\.\\d+|1\\.0*")) {
            return new CacheBudget(0, checked(Double.valueOf(value), v -> v > 0));
          }

          return new CacheBudget(checked(JavaUtils.byteStringAsBytes(value), v -> v >= 1), 0);
        });
  }

  static Setting<Duration> duration(String key, String defaultText, String purpose) {
    return new Setting<>(
        key,
        defaultText,
        purpose,
        "a duration such as 500ms, 30s or 5m",
        value ->
            checked(
                Duration.ofMillis(JavaUtils.timeStringAsMs(value)),
                v -> !v.isNegative() && !v.isZero()));
  }

  private static <T> T checked(T value, Predicate<T> test) {
    if (!test.test(value)) {
      throw new IllegalArgumentException(String.valueOf(value));
    }
    return value;
  }
}
