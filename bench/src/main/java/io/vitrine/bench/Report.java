package io.vitrine.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The figures of one run; medians where something was repeated. Rates are pictures a second.
 *
 * @param endToEndVsParts see {@link Parts#share}; the median of the rounds' own shares
 * @param describingVsParts the same for the time in which pictures are described alone, without
 *     planning and commits
 * @param passesPerToken decoder passes of an answer over its tokens
 * @param outputTokensPerImage tokens of an answer
 * @param engineTimeShares see {@link EngineClock#shares}, at the engine's best setting
 * @param endToEndSeconds see {@link Phases#end}
 * @param repeats every repeat of every figure
 * @param best the setting of every figure
 * @param sweeps how those settings were found
 * @param model name and version
 * @param quick whether few pictures were measured
 * @param pictures of the measurement end to end
 * @param when ISO 8601, in UTC
 * @param commit of the sources; null where that is not known
 */
record Report(
    double decodeImagesPerSecond,
    double engineImagesPerSecondB1,
    double engineImagesPerSecondB8,
    double engineImagesPerSecondB32,
    double endToEndImagesPerSecond,
    double endToEndVsParts,
    double describingVsParts,
    double passesPerToken,
    double outputTokensPerImage,
    Map<String, Double> engineTimeShares,
    Map<String, Double> endToEndSeconds,
    Map<String, List<Double>> repeats,
    Map<String, Setting> best,
    Map<String, List<Sweep.Tried>> sweeps,
    String model,
    boolean quick,
    int pictures,
    Machine machine,
    String when,
    String commit) {

  String json() {
    try {
      return JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValueAsString(this);
    } catch (IOException e) {
      throw new IllegalStateException("Texts and numbers can always be written", e);
    }
  }

  void write(Path file) {
    try {
      Files.writeString(file, json() + "\n");
    } catch (IOException e) {
      throw Errors.failed(
          "Cannot write " + file, String.valueOf(e.getMessage()), "Name another file", e);
    }
  }
}
