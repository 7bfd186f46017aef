package io.vitrine.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenClaimsTest {
  private static final Path CONF = Path.of(System.getProperty("vitrine.home"), "conf");

  private final ForbiddenClaims claims = ForbiddenClaims.load(CONF);

  @ParameterizedTest
  @CsvSource({
    "送礼最佳之选,最佳",
    "全国销量第一,第一",
    "国家级工艺,国家级",
    "ＮＯ．１品牌,NO.1",
    "the Best bag,best",
    "第一次用就知道是第一,第一",
  })
  void aForbiddenClaimIsTold(String text, String word) {
    assertThat(claims.in(text)).contains(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "第一次露营就带它",
        "拿到的第一时间试穿",
        "最大承重120公斤",
        "best before 2028",
        "bestow",
        "SNO.12 贴纸",
        "治愈系玩偶",
        "这款双肩包轻便耐用，通勤或出游都能背。",
        ""
      })
  void aWordThatClaimsNothingIsNot(String text) {
    assertThat(claims.in(text)).isEmpty();
  }

  @Test
  void everyWordOfTheListIsFoundAndNoneOfItsExceptions() {
    for (ForbiddenClaims.Claim claim : claims.claims()) {
      assertThat(claims.in("本品 " + claim.word() + " 之选")).contains(claim.word());
      for (String phrase : claim.except()) {
        assertThat(claims.in("本品 " + phrase + " 说明")).doesNotContain(claim.word());
      }
    }
  }

  @Test
  void anExceptionThatLacksItsWordIsAMistake(@TempDir Path conf) throws IOException {
    Files.writeString(conf.resolve("claims.yaml"), "claims:\n  - word: 第一\n    except: [首次]\n");

    assertThatThrownBy(() -> ForbiddenClaims.load(conf))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("首次 does not hold 第一");
  }
}
