package io.vitrine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataFilterTest {
  private static final double LEAST_RECALL = 0.99;
  private static final double LEAST_PRECISION = 0.98;

  private final PersonalDataFilter filter = new PersonalDataFilter();

  /** A finding is right when a label has the same kind and the very same place. */
  @ParameterizedTest
  @ValueSource(strings = {"tuning.txt", "held_out.txt", "hard.txt"})
  void almostAllIsFoundAndAlmostNothingElseIs(String name) {
    LabelledLines set = LabelledLines.read(name);
    int labelled = 0;
    int found = 0;
    int right = 0;
    for (LabelledLines.Line line : set.lines()) {
      List<Finding> findings = filter.find(line.text());
      labelled += line.labels().size();
      found += findings.size();
      long same = findings.stream().filter(line.labels()::contains).count();
      right += (int) same;
      if (same != findings.size() || same != line.labels().size()) {
        System.out.printf(
            "%s: %s%n  marked %s%n  found  %s%n", name, line.text(), line.labels(), findings);
      }
    }

    double recall = right / (double) labelled;
    double precision = right / (double) found;
    System.out.printf(
        Locale.ROOT,
        "%s: %d lines, %d labels, recall %.4f, precision %.4f%n",
        name,
        set.lines().size(),
        labelled,
        recall,
        precision);
    assertThat(recall).as("recall").isGreaterThanOrEqualTo(LEAST_RECALL);
    assertThat(precision).as("precision").isGreaterThanOrEqualTo(LEAST_PRECISION);
  }

  @Test
  void theSetIsLargeAndHalfOfItIsInnocent() {
    List<LabelledLines.Line> lines =
        List.of("tuning.txt", "held_out.txt", "hard.txt").stream()
            .flatMap(name -> LabelledLines.read(name).lines().stream())
            .toList();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(1000);
    assertThat(lines.stream().filter(line -> line.labels().isEmpty()).count())
        .isGreaterThanOrEqualTo(lines.size() / 2);
    assertThat(lines.stream().flatMap(line -> line.labels().stream()).map(Finding::kind))
        .contains(PersonalData.values());
  }

  @Test
  void findingsAreMaskedInPlaceAndCounted() {
    Masked masked = filter.mask("纯棉T恤，电话13911112222或１５８２２２２３３３３，邮箱a.b@example.com");

    assertThat(masked.text()).isEqualTo("纯棉T恤，电话[手机号]或[手机号]，邮箱[邮箱]");
    assertThat(masked.counts()).isEqualTo(Map.of(PersonalData.MOBILE, 2, PersonalData.EMAIL, 1));
    assertThat(masked.places()).isEqualTo(3);
  }

  @Test
  void aTextWithoutPersonalDataStaysAsItIs() {
    assertThat(filter.mask("").text()).isEmpty();
    assertThat(filter.mask("红色连衣裙 38码 ￥199").text()).isEqualTo("红色连衣裙 38码 ￥199");
  }

  @Test
  void aMaskedTextHasNothingLeftToMask() {
    for (LabelledLines.Line line : LabelledLines.read("held_out.txt").lines()) {
      assertThat(filter.mask(filter.mask(line.text()).text()).places()).as(line.text()).isZero();
    }
  }
}
