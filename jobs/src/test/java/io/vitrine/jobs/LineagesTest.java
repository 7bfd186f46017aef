package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.jobs.FieldScore.Answer;
import io.vitrine.spark.VitrineHome;
import io.vitrine.taxonomy.Taxonomy;
import io.vitrine.taxonomy.Terms;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LineagesTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Terms TERMS = Taxonomy.load(VitrineHome.conf()).terms("category");

  @Test
  void aKindOfWhatIsRightIsPartlyRight() {
    // 服装 > 女装 > 连衣裙 beside 服装 > 女装 > 半身裙: two of three; 鞋 > 靴子 beside 鞋: one of two
    List<Answer> answers = List.of(new Answer("连衣裙", "半身裙", 1), new Answer("鞋", "靴子", 1));
    Lineages lineages = Lineages.of(answers, TERMS);
    long[] counts = {2, 1};

    assertThat(lineages.precision(counts)).isCloseTo((2 * 2 + 1) / (2 * 3 + 2.0), EXACT);
    assertThat(lineages.recall(counts)).isCloseTo((2 * 2 + 1) / (2 * 3 + 1.0), EXACT);
    assertThat(lineages.f1(counts)).isCloseTo(2 * 5 / (8 + 7.0), EXACT);
  }

  @Test
  void withoutAResultNothingIsRightAndNothingIsWronglyClaimed() {
    Lineages lineages =
        Lineages.of(List.of(new Answer("鞋", null, 3), new Answer("鞋", "鞋", 1)), TERMS);
    long[] counts = {3, 1};

    assertThat(lineages.precision(counts)).isEqualTo(1);
    assertThat(lineages.recall(counts)).isEqualTo(0.25);
  }

  @Test
  void onAFlatListItIsPlainPrecisionAndRecall() {
    List<Answer> answers = List.of(new Answer("甲", "甲", 3), new Answer("甲", "乙", 1));
    Lineages lineages = Lineages.of(answers, Taxonomy.NONE.terms("category"));

    assertThat(lineages.precision(new long[] {3, 1})).isEqualTo(0.75);
    assertThat(lineages.recall(new long[] {3, 1})).isEqualTo(0.75);
  }
}
