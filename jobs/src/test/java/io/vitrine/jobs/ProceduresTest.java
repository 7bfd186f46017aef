package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class ProceduresTest {
  private final SparkSession spark;
  private Map<String, String> settings;
  @TempDir private Path dir;

  ProceduresTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void setUpSession() {
    settings =
        Map.of(
            VitrineConf.ENGINE_FACTORY_KEY,
            StubEngineFactory.class.getName(),
            VitrineConf.MODEL_KEY,
            StubBundle.write(dir.resolve("model"), "1").toString());
    settings.forEach(spark.conf()::set);
  }

  @AfterEach
  void forgetSettings() {
    settings.keySet().forEach(spark.conf()::unset);
  }

  @Test
  void aWarehouseIsFilledScoredAndListedInSqlAlone() throws IOException {
    String products = TestPictures.folder(dir.resolve("pictures"), 3).toString();
    String tables = dir.resolve("tables").toString();
    String enrich = "CALL vitrine.system.enrich(products => '%s', warehouse => '%s', %s)";

    Row plan = spark.sql(String.format(enrich, products, tables, "dry_run => true")).first();
    Row done = spark.sql(String.format(enrich, products, tables, "channels => 'title'")).first();

    assertThat(plan.<String>getAs("status")).isEqualTo("dry_run");
    assertThat(plan.<Long>getAs("todo")).isEqualTo(3);
    assertThat(done.<String>getAs("status")).isEqualTo("ok");
    assertThat(done.<Long>getAs("ok")).isEqualTo(3);
    assertThat(done.getJavaMap(done.fieldIndex("error_codes"))).isEmpty();

    Path gold = Files.writeString(dir.resolve("gold.csv"), "product_id,category\np0,帽子\np1,帽子\n");
    List<Row> scores =
        spark
            .sql(
                "CALL vitrine.system.evaluate(warehouse => '"
                    + tables
                    + "', gold => '"
                    + gold
                    + "')")
            .where("metric = 'category_recall' AND slice = 'all'")
            .collectAsList();
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).<Long>getAs("n")).isEqualTo(2);

    Row run = spark.sql("CALL vitrine.system.runs(warehouse => '" + tables + "')").first();
    assertThat(run.<String>getAs("run_id")).isEqualTo(done.<String>getAs("run_id"));
    assertThat(run.<String>getAs("command")).isEqualTo("enrich");

    spark.sql(String.format(enrich, products, tables, "dry_run => true"));
    assertThat(Warehouse.existing(spark, tables).audit().read().orderBy("at").collectAsList())
        .extracting(
            row -> row.<String>getAs("command"),
            row -> row.<String>getAs("outcome"),
            row -> row.<Long>getAs("products"))
        .containsExactly(tuple("enrich", "ok", 3L), tuple("evaluate", "done", null));
  }

  @Test
  void whatACallHasDoneIsSeenByTheNextStatement() {
    Path tables = dir.resolve("tables");
    TestRows.write(
        spark, Warehouse.open(spark, tables.toString()).copy(), List.of(Map.of("product_id", "A")));
    TestConsole console = new TestConsole();

    int exit =
        console.run(
            "sql",
            "--warehouse",
            tables.toString(),
            "--format",
            "csv",
            "SELECT count(*) AS n FROM audit; CALL vitrine.system.maintain(warehouse => '"
                + tables
                + "'); SELECT command FROM audit");

    assertThat(exit).as(console.screen()).isZero();
    assertThat(console.results())
        .isEqualTo("n\n0\ntable,files_before,files_now\ncopy,1,1\ncommand\nmaintain\n");
  }

  @Test
  void mistakesAreToldInOneSentence() {
    assertThatThrownBy(() -> spark.sql("CALL vitrine.system.enrich(products => 'x')"))
        .hasMessageContaining("No warehouse is named");
    assertThatThrownBy(() -> spark.sql("CALL vitrine.system.enrihc(products => 'x')"))
        .rootCause()
        .hasMessageContaining("Unknown procedure vitrine.system.enrihc")
        .hasMessageContaining("enrich, evaluate, maintain, runs");
    assertThatThrownBy(
            () -> spark.sql("CALL vitrine.system.maintain(warehouse => 'x', keep_hours => 1)"))
        .hasMessageContaining("--keep-hours cannot be 1");
    assertThatThrownBy(
            () -> spark.sql("CALL vitrine.system.enrich(products => NULL, warehouse => 'x')"))
        .hasMessageContaining("The call is wrong")
        .hasMessageContaining("--products");
    assertThatThrownBy(() -> spark.sql("CALL vitrine.system.runs(warehouse => '" + dir + "')"))
        .hasMessageContaining("There is no warehouse");
  }
}
