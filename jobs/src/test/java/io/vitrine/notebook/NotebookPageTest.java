package io.vitrine.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.report.Charts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotebookPageTest {
  private static final String ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>";

  @Test
  void nothingThatComesFromNotebookOrTablesCanRun() {
    String page =
        new NotebookPage(
                ATTACK,
                ATTACK,
                List.of(
                    shown("# " + ATTACK + "\n\n[here](javascript:alert(3))\n\n|a|b|\n|-|-|\n|1|2|"),
                    new NotebookRun.Shown(
                        "",
                        "SELECT '" + ATTACK + "'",
                        List.of(ATTACK),
                        List.of(false),
                        List.of(List.of(ATTACK), Arrays.asList((String) null)),
                        false,
                        Optional.of(Charts.bars(List.of(ATTACK), List.of(1.0))))))
            .render();

    assertThat(page)
        .contains("&lt;script&gt;alert(1)", "<td class=\"\">–</td>", "<td>1</td>")
        .doesNotContain("<script", "<img", "javascript:");
  }

  @Test
  void aChartIsDrawnInTheOrderOfTheRows() {
    String bars = Charts.bars(List.of("帽子", "靴子"), List.of(3.0, 1.0));

    assertThat(bars).startsWith("<svg").contains("viewBox");
    assertThat(bars.indexOf("靴子")).isLessThan(bars.indexOf("帽子"));
    assertThat(Charts.line(List.of("一", "二", "三"), List.of(1.0, 2.0, 3.0))).contains("三");
  }

  @Test
  void aChartIsAskedForInAComment() {
    assertThat(ChartRequest.of("-- chart: line x=day y=n\nSELECT 1"))
        .contains(new ChartRequest(ChartRequest.Kind.LINE, "day", "n"));
    assertThat(ChartRequest.of("SELECT 1")).isEmpty();
    assertThatThrownBy(() -> ChartRequest.of("-- chart: pie x=day y=n"))
        .hasMessageContaining("a chart is bar or line");
    assertThatThrownBy(
            () -> new ChartRequest(ChartRequest.Kind.BAR, "a", "b").position("a", List.of("c")))
        .hasMessageContaining("the columns of its cell are c");
  }

  private static NotebookRun.Shown shown(String text) {
    return new NotebookRun.Shown(
        text, "", List.of(), List.of(), List.of(), false, Optional.empty());
  }
}
