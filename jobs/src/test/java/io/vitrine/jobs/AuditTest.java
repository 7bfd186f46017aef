package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.delta.tables.DeltaTable;
import io.vitrine.error.Errors;
import io.vitrine.table.AuditTable;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkFixture.class)
class AuditTest {
  private final SparkSession spark;
  private final TestConsole console = new TestConsole();
  @TempDir private Path dir;

  AuditTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void aRowSaysWhoDidWhatWithoutSecrets() {
    records()
        .during(
            "evaluate",
            Map.of("gold", "s3a://id:key@bucket/gold.csv", "password", "p", "warehouse", "w"),
            () -> {});

    Row row = audit().read().head();
    assertThat(row.<String>getAs("principal")).isEqualTo(spark.sparkContext().sparkUser());
    assertThat(row.<String>getAs("command")).isEqualTo("evaluate");
    assertThat(row.<String>getAs("args"))
        .isEqualTo(
            "{\"gold\":\"s3a://***@bucket/gold.csv\",\"password\":\"***\",\"warehouse\":\"w\"}");
    assertThat(row.<String>getAs("outcome")).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET fs.s3a.secret.key=XYZ | SET fs.s3a.secret.key=***",
        "SET spark.hadoop.fs.s3a.access.key = XYZ; SELECT 1 | SET spark.hadoop.fs.s3a.access.key = ***; SELECT 1",
        "CALL p(password => 'a b', n => 1) | CALL p(password => ***, n => 1)",
        "SELECT * FROM csv.`s3a://id:key@b/x` | SELECT * FROM csv.`s3a://***@b/x`",
        "SELECT * FROM v WHERE output_tokens = 5 | SELECT * FROM v WHERE output_tokens = 5"
      })
  void aStatementIsRecordedWithoutTheSecretsInIt(String statement, String recorded) {
    assertThat(Secrets.hidden(Map.of("sql", statement))).containsEntry("sql", recorded);
  }

  @Test
  void whatFailsHasItsRowAndWhatWasRefusedHasNone() {
    assertThatThrownBy(
            () ->
                records()
                    .during(
                        "maintain",
                        Map.of(),
                        () -> {
                          throw new IllegalStateException("lost");
                        }))
        .hasMessage("lost");
    assertThatThrownBy(
            () ->
                records()
                    .during(
                        "evaluate",
                        Map.of(),
                        () -> {
                          throw Errors.invalid("No", "no labels", "Give some");
                        }))
        .hasMessageContaining("no labels");

    assertThat(audit().read().collectAsList())
        .extracting(row -> tuple(row.getAs("command"), row.getAs("outcome")))
        .containsExactly(tuple("maintain", "failed"));
  }

  @Test
  void aRunWhoseDriverWasKilledHasItsRowFromWhoeverComesNext() {
    Warehouse tables = Warehouse.open(spark, dir.toString());
    TestRows.write(
        spark,
        tables.runs(),
        List.of(
            run("killed", RunSummary.INTERRUPTED, "小王"), run("goes-on", RunSummary.RUNNING, "小李")));

    assertThat(records().addRuns()).containsExactly("interrupted");
    assertThat(records().addRuns()).as("once").isEmpty();

    assertThat(audit().read().where("command = 'enrich'").collectAsList())
        .extracting(row -> tuple(row.getAs("run_id"), row.getAs("principal"), row.getAs("outcome")))
        .containsExactly(tuple("killed", "小王", "interrupted"));
  }

  private static Map<String, Object> run(String id, String status, String principal) {
    return Map.of(
        "run_id",
        id,
        "command",
        "enrich",
        "status",
        status,
        "principal",
        principal,
        "ended_at",
        Timestamp.from(Instant.now()));
  }

  @Test
  void deltaItselfRefusesToChangeAuditAndMaintainToForgetHalfAYear() {
    records().during("maintain", Map.of(), () -> {});

    assertThatThrownBy(() -> DeltaTable.forPath(spark, audit().location()).delete())
        .hasMessageContaining("append");
    assertThat(console.run("maintain", "--warehouse", dir.toString(), "--forget-audit-days", "183"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("kept for 184 days");
    audit().removeBefore(Instant.now().minus(AuditTable.KEEP_DAYS + 1, ChronoUnit.DAYS));
    assertThat(audit().read().count()).isEqualTo(1);
    assertThatThrownBy(() -> DeltaTable.forPath(spark, audit().location()).delete())
        .hasMessageContaining("append");
  }

  @Test
  void ofASessionOnlyStatementsThatAskTheModelAreRecorded() {
    SparkSession session = spark.newSession();
    StatementAudit.during(
        session,
        dir.toString(),
        () -> {
          session.sql("SELECT id FROM range(3)").collectAsList();
          return session.sql("SELECT describe_product(NULL) AS seen").collectAsList();
        });

    assertThat(audit().read().collectAsList())
        .extracting(row -> row.<String>getAs("args"))
        .containsExactly("{\"sql\":\"SELECT describe_product(NULL) AS seen\"}");
  }

  @Test
  void anySessionThatNamesAWarehouseIsWatchedByItself() {
    SparkSession session = spark.newSession();
    session.conf().set(WarehouseScope.WAREHOUSE_KEY, dir.toString());
    String columns =
        IntStream.range(0, 40).mapToObj(i -> i + " AS c" + i).collect(Collectors.joining(", "));
    String sql = "SELECT " + columns + ", describe_product(NULL) AS seen";

    session.sql("SELECT 1 AS n").collectAsList();
    session.sql(sql).collectAsList();
    session.sql("SELECT (SELECT product_copy(NULL, 'detail')) AS text").collectAsList();

    Arrays.stream(session.listenerManager().listListeners())
        .forEach(listener -> ((StatementAudit) listener).close());
    assertThat(audit().read().orderBy("at").collectAsList())
        .extracting(row -> row.<String>getAs("args"))
        .containsExactly(
            "{\"sql\":\"" + sql + "\"}",
            "{\"sql\":\"SELECT (SELECT product_copy(NULL, 'detail')) AS text\"}");
  }

  private AuditRecords records() {
    return new AuditRecords(spark, dir.toString());
  }

  private AuditTable audit() {
    return Warehouse.open(spark, dir.toString()).audit();
  }
}
