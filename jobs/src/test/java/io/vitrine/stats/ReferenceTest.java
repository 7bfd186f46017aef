package io.vitrine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.statistics.descriptive.Quantile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything against what SciPy and R compute; see make_fixtures.py and make_agreement.R. */
class ReferenceTest {
  private static final Offset<Double> EXACT = within(1e-6);

  @TestFactory
  Stream<DynamicTest> wilsonIntervalsAreSciPys() {
    return cases(
        "proportions",
        c -> {
          Estimate share = Proportion.of(c.get("hits").asLong(), c.get("n").asLong());
          assertThat(share.low()).isCloseTo(c.get("low").asDouble(), EXACT);
          assertThat(share.high()).isCloseTo(c.get("high").asDouble(), EXACT);
        });
  }

  @TestFactory
  Stream<DynamicTest> percentilesLieWhereSciPyPutsThem() {
    return cases(
        "percentiles",
        c -> {
          double[] values = doubles(c.get("values"));
          Percentile place = Percentile.of(c.get("share").asDouble(), values.length);
          Quantile quantile = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);
          assertThat(quantile.evaluate(values, place.share()))
              .isCloseTo(c.get("value").asDouble(), EXACT);
          assertThat(quantile.evaluate(values, place.low()))
              .isCloseTo(c.get("low").asDouble(), EXACT);
          assertThat(quantile.evaluate(values, place.high()))
              .isCloseTo(c.get("high").asDouble(), EXACT);
        });
  }

  @TestFactory
  Stream<DynamicTest> mcNemarsTestIsSciPys() {
    return cases(
        "mc_nemar",
        c ->
            assertThat(
                    PairedTest.mcNemar(c.get("only_first").asLong(), c.get("only_second").asLong()))
                .isCloseTo(c.get("p").asDouble(), EXACT));
  }

  @TestFactory
  Stream<DynamicTest> theSignedRankTestIsSciPys() {
    return cases(
        "signed_rank",
        c ->
            assertThat(PairedTest.signedRank(doubles(c.get("differences"))))
                .isCloseTo(c.get("p").asDouble(), EXACT));
  }

  @TestFactory
  Stream<DynamicTest> bootstrapIntervalsAreSciPysOnTheSameResamples() {
    return cases(
        "bootstraps",
        c -> {
          Iterator<JsonNode> indices = c.get("indices").elements();
          Estimate mean =
              new Bootstrap(c.get("resamples").asInt(), n -> indices.next().asInt())
                  .of(
                      doubles(c.get("values")),
                      sample -> Arrays.stream(sample).average().getAsDouble())
                  .estimate();
          assertThat(mean.value()).isCloseTo(c.get("value").asDouble(), EXACT);
          assertThat(mean.low()).isCloseTo(c.get("low").asDouble(), EXACT);
          assertThat(mean.high()).isCloseTo(c.get("high").asDouble(), EXACT);
          assertThat(indices).isExhausted();
        });
  }

  @TestFactory
  Stream<DynamicTest> bootstrapPValuesPlaceZeroAmongTheResamplesAsSciPyDoes() {
    return cases(
        "bootstrap_ps",
        c ->
            assertThat(
                    new Bootstrap.Distribution(
                            /* value= */ 0, doubles(c.get("resampled")), /* n= */ 1)
                        .pValue())
                .isCloseTo(c.get("p").asDouble(), EXACT));
  }

  @TestFactory
  Stream<DynamicTest> mcNemarsSampleSizeGivesThePowerThatWasAskedFor() {
    return cases(
        "mc_nemar_sizes",
        c ->
            assertThat(
                    SampleSize.mcNemar(
                        c.get("only_first").asLong(),
                        c.get("only_second").asLong(),
                        c.get("n").asLong()))
                .hasValue((long) Math.ceil(c.get("pairs").asDouble())));
  }

  @TestFactory
  Stream<DynamicTest> theSignedRanksSampleSizeGivesThePowerThatWasAskedFor() {
    return cases(
        "signed_rank_sizes",
        c ->
            assertThat(
                    SampleSize.signedRank(c.get("mean").asDouble(), c.get("deviation").asDouble()))
                .hasValue((long) Math.ceil(c.get("pairs").asDouble())));
  }

  @TestFactory
  Stream<DynamicTest> aBootstrappedDifferencesSizeGivesThePowerThatWasAskedFor() {
    return cases(
        "bootstrap_sizes",
        c ->
            assertThat(
                    SampleSize.of(
                        new Bootstrap.Distribution(
                            c.get("value").asDouble(),
                            doubles(c.get("resampled")),
                            c.get("n").asLong())))
                .hasValue((long) Math.ceil(c.get("pairs").asDouble())));
  }

  @TestFactory
  Stream<DynamicTest> agreementIsWhatRComputes() {
    return cases(
        resource("agreement.json"),
        c -> {
          List<List<Integer>> scores = new ArrayList<>();
          c.get("scores").forEach(thing -> scores.add(integers(thing)));
          assertThat(Agreement.alpha(scores).getAsDouble())
              .isCloseTo(c.get("alpha").asDouble(), EXACT);
        });
  }

  private interface Check {
    void of(JsonNode reference);
  }

  private static Stream<DynamicTest> cases(String name, Check check) {
    return cases(resource("reference.json").get(name), check);
  }

  private static Stream<DynamicTest> cases(JsonNode cases, Check check) {
    assertThat(cases).isNotEmpty();
    return StreamSupport.stream(cases.spliterator(), false)
        .map(c -> DynamicTest.dynamicTest(shortened(c.toString()), () -> check.of(c)));
  }

  private static JsonNode resource(String name) {
    try (var in = ReferenceTest.class.getResourceAsStream(name)) {
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(60, text.length()));
  }

  private static double[] doubles(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static List<Integer> integers(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).map(JsonNode::asInt).toList();
  }
}
