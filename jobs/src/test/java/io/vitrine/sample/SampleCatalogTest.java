package io.vitrine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleCatalogTest {
  @Test
  void oneRoundCoversEveryCategory() {
    SampleCatalog catalog = new SampleCatalog(7);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < SampleVocabulary.CATEGORIES.size(); i++) {
      seen.add(catalog.product(i).category());
    }
    assertThat(seen).hasSize(28).containsExactlyInAnyOrderElementsOf(SampleVocabulary.CATEGORIES);
  }

  @Test
  void productsAreAFunctionOfSeedAndIndex() {
    SampleProduct first = new SampleCatalog(11).product(123);
    SampleCatalog other = new SampleCatalog(11);
    other.product(5);
    assertThat(other.product(123)).isEqualTo(first);
    assertThat(new SampleCatalog(12).product(123)).isNotEqualTo(first);
    assertThat(first.productId()).isEqualTo("P0000124");
  }

  @Test
  void valuesStayTheSameBetweenVersions() {
    // A change here changes every published sample catalogue.
    SampleProduct p = new SampleCatalog(42).product(0);
    assertThat(List.of(p.category(), p.color(), p.material(), p.pattern()))
        .containsExactly("长裤", "紫色", "皮革", "纯色");
  }

  @Test
  void labelsAreCompatibleAndSpread() {
    SampleCatalog catalog = new SampleCatalog(3);
    int n = 5600;
    Map<String, Integer> count = new HashMap<>();
    for (int i = 0; i < n; i++) {
      SampleProduct p = catalog.product(i);
      assertThat(SampleVocabulary.MATERIALS_OF.get(p.category())).contains(p.material());
      assertThat(SampleVocabulary.patternsOf(p.category(), p.material())).contains(p.pattern());
      for (String label : List.of(p.category(), p.color(), p.material(), p.pattern())) {
        count.merge(label, 1, Integer::sum);
      }
      assertThat(p.title()).isNotBlank();
    }
    for (String category : SampleVocabulary.CATEGORIES) {
      assertThat(count.get(category)).isEqualTo(n / 28);
    }
    for (String color : SampleVocabulary.COLORS) {
      assertThat(count.get(color)).isBetween(n / 16, n / 9);
    }
    assertThat(count.get("纯色") / (double) n).isBetween(0.36, 0.44);
    List<String> rest = new ArrayList<>(SampleVocabulary.MATERIALS);
    rest.addAll(SampleVocabulary.PATTERNS);
    for (String label : rest) {
      assertThat(count.get(label)).as(label).isGreaterThan(n / 40);
    }
  }

  @Test
  void negativeIndexIsRefused() {
    assertThatThrownBy(() -> new SampleCatalog(1).product(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
