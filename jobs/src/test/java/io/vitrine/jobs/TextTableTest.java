package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
  @ParameterizedTest
  @CsvSource({"abc,3", "连衣裙,6", "T恤,3", "ＡＢ,4", "é,1", "e\u0301,1", "👗,2", "─,1", "，。,4"})
  void chineseTakesTwoColumnsAndAccentsNone(String text, int width) {
    assertThat(TextTable.width(text)).isEqualTo(width);
  }

  @Test
  void columnsStandUnderEachOtherWhateverTheScript() {
    TextTable table =
        new TextTable(List.of("category", "n"))
            .alignRight(1)
            .row(List.of("帽子", "12"))
            .row(List.of("hat", "3"));

    assertThat(table.lines())
        .containsExactly("category   n", "────────  ──", "帽子      12", "hat        3");
  }
}
