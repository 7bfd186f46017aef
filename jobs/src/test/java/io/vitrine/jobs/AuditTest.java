package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.vitrine.table.AuditTable;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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
        .add(
            new AuditEntry(
                "evaluate",
                Map.of("gold", "s3a://id:key@bucket/gold.csv", "password", "p", "warehouse", "w"),
                /* runId= */ null,
                AuditEntry.DONE));

    Row row = audit().read().head();
    assertThat(row.<String>getAs("principal")).isEqualTo(spark.sparkContext().sparkUser());
    assertThat(row.<String>getAs("command")).isEqualTo("evaluate");
    assertThat(row.<String>getAs("args"))
        .isEqualTo(
            "{\"gold\":\"s3a://***@bucket/gold.csv\",\"password\":\"***\",\"warehouse\":\"w\"}");
    assertThat(row.<String>getAs("outcome")).isEqualTo("done");
  }

  @Test
  void deltaItselfRefusesToChangeAuditAndMaintainToForgetHalfAYear() {
    records().add(new AuditEntry("maintain", Map.of(), null, AuditEntry.DONE));

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
    return new AuditRecords(spark, Warehouse.open(spark, dir.toString()));
  }

  private AuditTable audit() {
    return Warehouse.open(spark, dir.toString()).audit();
  }
}
