package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class SqlCommandTest {
  private final SparkSession spark;
  private final TestConsole console = new TestConsole();
  @TempDir private Path dir;
  private String tables;

  SqlCommandTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void fillTables() {
    tables = dir.resolve("tables").toString();
    TestRows.write(
        spark,
        Warehouse.open(spark, tables).copy(),
        List.of(
            Map.of("product_id", "A", "channel", "detail", "text", "轻便，\"百搭\""),
            Map.of("product_id", "B", "channel", "detail", "text", "两行\n文字")));
  }

  @Test
  void csvHasAHeaderAndQuotesWhatNeedsIt() {
    assertThat(
            sql(
                "csv",
                "SELECT product_id, text, null AS nothing, '' AS empty, named_struct('n', array(1),"
                    + " 'x', null) AS nested FROM copy ORDER BY product_id"))
        .isZero();
    assertThat(console.results())
        .isEqualTo(
            """
            product_id,text,nothing,empty,nested
            A,"轻便，""百搭""\",,"","{""n"":[1],""x"":null}"
            B,"两行
            文字",,"","{""n"":[1],""x"":null}"
            """);
  }

  @Test
  void jsonIsOneObjectALineNullsIncluded() {
    assertThat(
            sql("json", "SELECT product_id, text, null AS nothing FROM copy ORDER BY product_id"))
        .isZero();
    assertThat(console.results())
        .isEqualTo(
            """
            {"product_id":"A","text":"轻便，\\"百搭\\"","nothing":null}
            {"product_id":"B","text":"两行\\n文字","nothing":null}
            """);
  }

  @Test
  void aTablePrintsEveryRowAndOnlyRows() {
    assertThat(sql("table", "SELECT id, id AS id FROM range(30)")).isZero();
    assertThat(console.results().lines()).hasSize(32);
    assertThat(console.screen()).isEmpty();
  }

  @Test
  void anUnknownColumnIsExitTwoInOneSentence() {
    assertThat(sql("table", "SELECT colour FROM copy")).isEqualTo(2);
    assertThat(console.results()).isEmpty();
    assertThat(console.screen().lines()).hasSize(1);
    assertThat(console.screen()).contains("`colour`").doesNotContain("SQLSTATE", "==");
  }

  @Test
  void aSyntaxErrorIsExitTwoInOneSentence() {
    assertThat(sql("table", "SELEC 1")).isEqualTo(2);
    assertThat(console.screen()).contains("SELEC").doesNotContain("\n\n");
  }

  @Test
  void aValueThatCannotBeComputedIsExitTwo() {
    assertThat(sql("csv", "SELECT 1 / (id - id) FROM range(2)")).isEqualTo(2);
    assertThat(console.screen()).contains("Division by zero");
  }

  @Test
  void aPlaceWithoutTablesIsRefused() {
    assertThat(console.run("sql", "--warehouse", dir + "/none", "SELECT 1")).isEqualTo(2);
    assertThat(console.screen()).contains("no warehouse at");
  }

  @Test
  void aNotebookShowsItsTextOnTheScreenAndItsRowsOnStdout() throws IOException {
    Path notebook =
        Files.writeString(
            dir.resolve("n.sql"),
            """
            -- Databricks notebook source
            -- MAGIC %md
            -- MAGIC # Texts

            -- COMMAND ----------

            SELECT count(*) AS n FROM copy

            -- COMMAND ----------

            SELECT channel FROM copy LIMIT 1
            """);

    assertThat(
            console.run(
                "sql", "--warehouse", tables, "--format", "csv", "--file", notebook.toString()))
        .isZero();
    assertThat(console.results()).isEqualTo("n\n2\nchannel\ndetail\n");
    assertThat(console.screen()).contains("# Texts");
  }

  private int sql(String format, String statement) {
    return console.run("sql", "--warehouse", tables, "--format", format, statement);
  }
}
