package io.vitrine.serve;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.VitrineException;
import io.vitrine.jobs.SparkFixture;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements as Spark's and Delta's parsers read them. */
@ExtendWith(SparkFixture.class)
class StatementRuleTest {
  private static final StatementRule READING = new StatementRule(Set.of());
  private static final StatementRule CALLING = new StatementRule(Set.of("vitrine.system.runs"));

  private final SparkSession spark;

  StatementRuleTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT category, count(*) FROM v_products GROUP BY ALL HAVING count(*) > 1 ORDER BY 2",
        "WITH a AS (SELECT 1 AS n) SELECT * FROM a JOIN (SELECT * FROM a) b USING (n)",
        "SELECT * FROM a WHERE x IN (SELECT y FROM b) UNION ALL SELECT * FROM c",
        "FROM v_products |> WHERE color = '红色' |> SELECT product_id",
        "SELECT * FROM v_products PIVOT (count(1) FOR color IN ('红色', '白色'))",
        "SELECT explode(key_features) FROM attributes LATERAL VIEW explode(key_features) f AS x",
        "SELECT *, row_number() OVER w AS n FROM a WINDOW w AS (PARTITION BY x ORDER BY y)",
        "SELECT * FROM (SELECT 1 AS a, 2 AS b) UNPIVOT (v FOR n IN (a, b)) LIMIT 3 OFFSET 1",
        "SELECT DISTINCT x FROM a TABLESAMPLE (10 PERCENT) INTERSECT SELECT y FROM b EXCEPT VALUES"
            + " 1",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM"
            + " r",
        "SELECT /*+ BROADCAST(b) */ * FROM a, LATERAL (SELECT * FROM b WHERE b.x = a.x) t(u, v)",
        "SELECT * FROM attributes VERSION AS OF 0",
        "SELECT * FROM range(5) WHERE EXISTS (SELECT 1) GROUP BY CUBE (id) DISTRIBUTE BY id",
        "SELECT * FROM IDENTIFIER('attributes')",
        "VALUES (1, 2)",
        "TABLE attributes",
        "SHOW TABLES",
        "SHOW VIEWS IN default",
        "SHOW FUNCTIONS",
        "SHOW CREATE TABLE attributes",
        "DESCRIBE TABLE EXTENDED attributes",
        "DESCRIBE QUERY SELECT 1",
        "DESCRIBE FUNCTION describe_product",
        "EXPLAIN EXTENDED SELECT * FROM attributes",
        "USE default",
        "SET",
        "SET TIME ZONE 'Asia/Shanghai'",
        "SET spark.sql.ansi.enabled=false",
        "SET spark.vitrine.prompt=product@2"
      })
  void whatOnlyReadsIsRun(String sql) {
    assertThatCode(() -> check(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO a VALUES (1)",
        "INSERT OVERWRITE a SELECT * FROM b",
        "WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x",
        "FROM b INSERT INTO a SELECT * INSERT INTO c SELECT *",
        "INSERT OVERWRITE DIRECTORY '/tmp/out' USING csv SELECT * FROM attributes",
        "CREATE TABLE t AS SELECT 1 AS n",
        "CREATE OR REPLACE TABLE t USING delta AS SELECT 1 AS n",
        "CREATE TEMPORARY VIEW w AS SELECT 1",
        "CREATE TEMPORARY VIEW w USING csv OPTIONS (path '/etc/passwd')",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.Object' USING JAR '/tmp/x.jar'",
        "CREATE DATABASE d",
        "DROP TABLE a",
        "DROP VIEW v_products",
        "ALTER TABLE audit SET TBLPROPERTIES ('delta.appendOnly' = 'false')",
        "TRUNCATE TABLE a",
        "DELETE FROM audit",
        "UPDATE a SET x = 1",
        "MERGE INTO a USING b ON a.k = b.k WHEN MATCHED THEN DELETE",
        "OPTIMIZE a",
        "VACUUM a RETAIN 0 HOURS",
        "VACUUM delta.`/data/other`",
        "RESTORE TABLE a TO VERSION AS OF 0",
        "CREATE TABLE b SHALLOW CLONE a",
        "REORG TABLE a APPLY (PURGE)",
        "DESCRIBE DETAIL '/data/other'",
        "DESCRIBE HISTORY delta.`/data/other`",
        "CONVERT TO DELTA parquet.`/data/other`",
        "CALL vitrine.system.enrich(products => '/data')",
        "EXPLAIN CALL vitrine.system.enrich(products => '/data')",
        "EXPLAIN INSERT INTO a VALUES (1)",
        "ADD JAR '/tmp/x.jar'",
        "ADD FILE '/etc/passwd'",
        "LOAD DATA INPATH '/etc/passwd' INTO TABLE a",
        "CACHE TABLE a",
        "UNCACHE TABLE a",
        "CLEAR CACHE",
        "REFRESH TABLE a",
        "ANALYZE TABLE a COMPUTE STATISTICS",
        "DECLARE VARIABLE x INT",
        "SET VARIABLE x = 1",
        "EXECUTE IMMEDIATE 'DROP TABLE a'",
        "BEGIN DROP TABLE a; END",
        "BEGIN SELECT 1; SELECT 2; END",
        "RESET",
        "SET spark.vitrine.model=/tmp/model",
        "SET spark.vitrine.engineFactory=x.Y",
        "SET spark.sql.runSQLOnFiles=true",
        "SET spark.sql.RUNSQLONFILES=true",
        "SET spark.sql.variable.substitute=true",
        "SET spark.sql.catalog.x=y.Z",
        "SET spark.hadoop.fs.s3a.secret.key",
        "SET fs.s3a.secret.key",
        "SELECT TRANSFORM (product_id) USING 'cat /etc/passwd' AS (x STRING) FROM attributes",
        "SELECT reflect('java.lang.System', 'getenv')",
        "SELECT * FROM a WHERE x = (SELECT max(java_method('a.B', 'c')) FROM b)",
        "WITH a AS (SELECT try_reflect('java.lang.System', 'exit', 0)) SELECT * FROM a",
        "SELECT * FROM a ORDER BY Reflect('java.lang.System', 'getenv')",
        "SELECT * FROM table_changes_by_path('/data/other', 0)"
      })
  void whatDoesMoreIsRefused(String sql) {
    assertThatThrownBy(() -> check(sql))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("This server does not run the statement");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL vitrine.system.runs()",
        "CALL vitrine.system.runs(limit => 3)",
        "EXPLAIN CALL vitrine.system.runs()",
        "SELECT 1"
      })
  void aProcedureThatIsNamedMayBeCalled(String sql) {
    assertThatCode(() -> CALLING.check(parsed(sql))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL vitrine.system.maintain()",
        "CALL other.system.runs()",
        "CALL runs()",
        "CALL vitrine.system.runs(warehouse => reflect('java.lang.System', 'getenv', 'HOME'))",
        "INSERT INTO a VALUES (1)"
      })
  void andNothingElse(String sql) {
    assertThatThrownBy(() -> CALLING.check(parsed(sql)))
        .hasMessageContaining("This server does not run the statement");
  }

  private void check(String sql) throws ParseException {
    READING.check(parsed(sql));
  }

  private LogicalPlan parsed(String sql) throws ParseException {
    return spark.sessionState().sqlParser().parsePlan(sql);
  }
}
