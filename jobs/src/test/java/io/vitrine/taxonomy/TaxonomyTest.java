package io.vitrine.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.spark.VitrineHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxonomyTest {
  @TempDir private Path conf;

  @ParameterizedTest
  @CsvSource({
    "category, 连衣裙, 连衣裙",
    "category, 女装/连衣裙, 连衣裙",
    "category, 服装 > 连衣裙, 连衣裙",
    "category, Dress, 连衣裙",
    "category, ｔ恤, T恤",
    "category, t shirt, T恤",
    "color, 深蓝, 藏青",
    "color, NAVY, 藏青",
    "color, 蓝, 蓝色",
    "material, 纯棉, 棉"
  })
  void spellingsThatMeanTheSameAreOneValue(String field, String text, String value) {
    assertThat(shipped().terms(field).canonical(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"羽绒背心", "数码/连衣裙", "/", "连衣裙/女装"})
  void whatIsNotKnownStaysAsItIs(String text) {
    Terms terms = shipped().terms("category");

    assertThat(terms.knows(text)).isFalse();
    assertThat(terms.canonical(" " + text)).isEqualTo(text);
    assertThat(terms.lineage(text)).containsExactly(text);
  }

  @Test
  void aValueIsAlsoAllThatItIsAKindOf() {
    assertThat(shipped().terms("category").lineage("连衣裙")).containsExactly("连衣裙", "女装", "服装");
  }

  @ParameterizedTest
  @ValueSource(strings = {"category", "color", "material"})
  void noTwoAnswersThatTheModelCanGiveAreTakenForTheSame(String field) throws IOException {
    Terms terms = shipped().terms(field);
    JsonNode schema =
        JsonMapper.builder()
            .build()
            .readTree(VitrineHome.conf().resolve("schemas/product.json").toFile());
    List<String> answers = new ArrayList<>();
    schema.at("/properties/" + field + "/enum").forEach(value -> answers.add(value.asText()));

    assertThat(answers)
        .isNotEmpty()
        .allSatisfy(
            answer -> {
              assertThat(terms.knows(answer)).isTrue();
              assertThat(terms.canonical(answer)).isEqualTo(answer);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "甲: {parent: 乙}\\n乙: {parent: 甲} | 甲 > 乙 > 甲",
        "甲: {parent: 甲} | 甲 is a kind of itself",
        "甲: {parent: 丙} | 甲 has the parent 丙, which is no value",
        "甲: {aliases: [dress]}\\n乙: {aliases: [Dress]} | 乙 has the spelling Dress, which means 甲",
        "甲: {aliases: [乙]}\\n乙: {} | 甲 has the spelling 乙, which means 乙 already",
        "甲: {aliases: [x, X]} | 甲 has the alias X",
        "甲: {}\\n乙: {}\\n甲: {} | line 3",
        "甲: {alias: [x]} | alias",
        "甲: [ | line",
        "甲: {aliases: ['-']} | 甲 has the spelling '-'"
      })
  void aBrokenFileIsRefusedWithItsNameAndTheKey(String text, String reason) throws IOException {
    Path folder = Files.createDirectory(conf.resolve("taxonomy"));
    Files.writeString(folder.resolve("category.yaml"), text.replace("\\n", "\n"));

    assertThatThrownBy(() -> Taxonomy.load(conf))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("taxonomy/category.yaml")
        .hasMessageContaining(reason);
  }

  @Test
  void withoutFilesEverySpellingIsItsOwnValue() {
    assertThat(Taxonomy.load(conf).terms("color").canonical("navy")).isEqualTo("navy");
  }

  private static Taxonomy shipped() {
    return Taxonomy.load(VitrineHome.conf());
  }
}
