package io.vitrine.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatingSharesTest {
  private static final RatingShares SHARES = new RatingShares(List.of("甲", "乙", "丙"), 10, 4);

  @Test
  void everybodyGetsTheOverlapAndNothingElseTwice() {
    assertThat(SHARES.items()).isEqualTo(4 + 3 * 6);
    List<Integer> items = items();

    Map<String, List<Integer>> dealt = SHARES.of(items, 7);

    assertThat(dealt.keySet()).containsExactly("甲", "乙", "丙");
    Set<Integer> seen = new HashSet<>();
    for (List<Integer> share : dealt.values()) {
      assertThat(share).hasSize(10).doesNotHaveDuplicates().containsAll(items.subList(0, 4));
      seen.addAll(share);
    }
    assertThat(seen).hasSize(22);
  }

  @Test
  void theSameSeedDealsTheSame() {
    assertThat(SHARES.of(items(), 7)).isEqualTo(SHARES.of(items(), 7));
    assertThat(SHARES.of(items(), 7)).isNotEqualTo(SHARES.of(items(), 8));
  }

  private static List<Integer> items() {
    return IntStream.range(0, SHARES.items()).boxed().toList();
  }
}
