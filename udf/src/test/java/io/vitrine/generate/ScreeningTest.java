package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreeningTest {
  @Test
  void aProductsValuesAreMaskedBeforeTheyReachAPrompt() {
    Screening screening = new Screening(Map.of("title", "羊毛大衣 联系13911112222", "brand", "某牌"));

    assertThat(screening.fields()).isEqualTo(Map.of("title", "羊毛大衣 联系[手机号]", "brand", "某牌"));
    assertThat(screening.places()).isEqualTo(1);
  }

  @Test
  void anAnswersTextsAndListsAreMaskedAndCounted() {
    Screening screening = new Screening(Map.of());

    assertThat(
            screening.answer(
                Map.of(
                    "marketing_copy",
                    "详询a@example.com",
                    "key_features",
                    List.of("透气", "QQ12345678"))))
        .isEqualTo(Map.of("marketing_copy", "详询[邮箱]", "key_features", List.of("透气", "QQ[社交账号]")));
    assertThat(screening.places()).isEqualTo(2);
  }

  @Test
  void theModelsTextAsItCameIsMaskedToo() {
    assertThat(Screening.text("{\"text\":\"电话13911112222\"}")).isEqualTo("{\"text\":\"电话[手机号]\"}");
  }
}
