package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** None of this starts Spark. */
class MainTest {
  private final TestConsole console = new TestConsole();

  @Test
  void aloneItPrintsTheCommands() {
    assertThat(console.run()).isZero();
    assertThat(console.results())
        .contains(
            "demo",
            "sample",
            "enrich",
            "evaluate",
            "ratings",
            "report",
            "sql",
            "serve-sql",
            "model",
            "./vitrine demo")
        .doesNotContain("warm-up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "sample",
        "enrich",
        "evaluate",
        "compare",
        "report",
        "sql",
        "serve-sql",
        "promote"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(console.run(command, "--help")).isZero();
    assertThat(console.results()).contains("Usage: vitrine " + command, "./vitrine " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "import"})
  void everyRatingsCommandHasHelpWithAnExample(String command) {
    assertThat(console.run("ratings", command, "--help")).isZero();
    assertThat(console.results()).contains("Example:", "./vitrine ratings " + command);
  }

  @Test
  void modelVerifyHasHelpWithAnExample() {
    assertThat(console.run("model", "verify", "--help")).isZero();
    assertThat(console.results()).contains("./vitrine model verify");
  }

  @Test
  void aMistypedCommandIsUsageWithASuggestion() {
    assertThat(console.run("enrihc")).isEqualTo(2);
    assertThat(console.results()).isEmpty();
    assertThat(console.screen()).contains("enrihc", "Did you mean", "enrich", "--help");
  }

  @Test
  void aMistypedOptionIsUsageWithASuggestion() {
    assertThat(console.run("sample", "--out", "x", "--products", "5", "--product", "5"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("--product", "vitrine sample --help");
  }

  @Test
  void aMissingOptionIsUsage() {
    assertThat(console.run("sql", "SELECT 1")).isEqualTo(2);
    assertThat(console.screen()).contains("--warehouse").doesNotContain("Exception");
  }

  @Test
  void wrongValuesAreToldInOneSentenceWithoutAStackTrace() {
    assertThat(console.run("sample", "--out", "x", "--products", "0")).isEqualTo(2);
    assertThat(console.screen().lines()).hasSize(1);
    assertThat(console.screen()).contains("--products").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"product", "product@1"})
  void compareNeedsTwoVersionsBeforeAnythingIsOpened(String b) {
    assertThat(console.run("compare", "--warehouse", "x", "--a", "product@1", "--b", b))
        .isEqualTo(2);
    assertThat(console.screen()).contains("product");
  }

  @Test
  void aServerThatOthersReachWantsAPasswordBeforeAnythingIsOpened() {
    assertThat(console.run("serve-sql", "--warehouse", "x", "--host", "0.0.0.0")).isEqualTo(2);
    assertThat(console.screen()).contains("no password is set", "VITRINE_SQL_PASSWORD");
    assertThat(console.run("serve-sql", "--warehouse", "x", "--port", "70000")).isEqualTo(2);
    assertThat(console.screen()).contains("port 70000");
  }

  @Test
  void labelsWithoutAGateAreRefused() {
    assertThat(console.run("enrich", "--products", "x", "--warehouse", "y", "--gold", "z.csv"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("--gold has no effect", "--gate");
  }

  @Test
  void anUnknownMetricIsFoundBeforeAnythingIsOpened() {
    List<String> line =
        List.of("evaluate", "--warehouse", "x", "--gold", "y.csv", "--fail-under", "f1=1");

    assertThat(console.run(line.toArray(String[]::new))).isEqualTo(2);
    assertThat(console.screen()).contains("'f1'", "category_recall");
  }
}
