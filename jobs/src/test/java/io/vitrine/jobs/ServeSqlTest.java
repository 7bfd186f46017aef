package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vitrine.serve.SqlServer;
import io.vitrine.table.Warehouse;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a BI tool does over JDBC, with a driver for Hive and tables that enrich has filled. */
@ExtendWith({SparkFixture.class, EnrichedWarehouse.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServeSqlTest {
  private static final String DATABASE = "served";
  private static final String PASSWORD = "不告诉你";

  private final SparkSession spark;
  private final EnrichedWarehouse.Filled filled;
  private String tables;
  private AuditQueue audit;
  private SqlServer server;

  ServeSqlTest(SparkSession spark, EnrichedWarehouse.Filled filled) {
    this.spark = spark;
    this.filled = filled;
  }

  @BeforeAll
  void serve(@TempDir Path dir) {
    tables = filled.copyTo(dir.resolve("tables"));
    audit = new AuditQueue(spark, tables);
    server =
        ServeSqlCommand.open(
            spark,
            tables,
            new SqlServer.Settings(
                "127.0.0.1",
                0,
                PASSWORD,
                DATABASE,
                ServeSqlCommand.procedures(Set.of("enrich", "runs"))),
            audit);
  }

  @AfterAll
  void stop() {
    server.close();
    audit.close();
    spark.sql("DROP DATABASE " + DATABASE + " CASCADE");
  }

  @Test
  void aProductsRowComesWithItsChineseTextAndItsList() throws SQLException {
    try (Connection connection = connect("分析师");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM v_products ORDER BY product_id LIMIT 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("product_id")).isEqualTo("p0");
      assertThat(rows.getString("category")).matches("\\p{IsHan}+");
      assertThat(rows.getString("key_features")).startsWith("[\"").endsWith("\"]");
      assertThat(rows.getTimestamp("enriched_at")).isNotNull();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void everyTypeArrivesAsItIs() throws SQLException {
    String sql =
        """
        SELECT * FROM VALUES
          (true, 1Y, 2S, 3, 4L, CAST(0.1 AS FLOAT), 0.25D, 12.50, '连衣裙', X'00ff',
           DATE '2026-11-23', TIMESTAMP '2026-11-23 08:15:00.125', array(1, null),
           map('色', 1), named_struct('n', 1, 'x', null), INTERVAL '1' DAY),
          (null, null, null, null, null, null, null, null, null, null,
           null, null, null, null, null, null)
        """;
    try (Connection connection = connect("a");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(types(rows.getMetaData()))
          .containsExactly(
              Types.BOOLEAN,
              Types.TINYINT,
              Types.SMALLINT,
              Types.INTEGER,
              Types.BIGINT,
              Types.FLOAT,
              Types.DOUBLE,
              Types.DECIMAL,
              Types.VARCHAR,
              Types.BINARY,
              Types.DATE,
              Types.TIMESTAMP,
              Types.ARRAY,
              Types.JAVA_OBJECT,
              Types.STRUCT,
              Types.VARCHAR);
      assertThat(rows.getMetaData().getScale(8)).isEqualTo(2);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean(1)).isTrue();
      assertThat(rows.getByte(2)).isEqualTo((byte) 1);
      assertThat(rows.getShort(3)).isEqualTo((short) 2);
      assertThat(rows.getInt(4)).isEqualTo(3);
      assertThat(rows.getLong(5)).isEqualTo(4);
      assertThat(rows.getString(6)).isEqualTo("0.1");
      assertThat(rows.getDouble(7)).isEqualTo(0.25);
      assertThat(rows.getBigDecimal(8)).isEqualTo(new BigDecimal("12.50"));
      assertThat(rows.getString(9)).isEqualTo("连衣裙");
      assertThat((byte[]) rows.getObject(10)).containsExactly(0, 0xff);
      assertThat(rows.getDate(11)).isEqualTo(Date.valueOf("2026-11-23"));
      assertThat(rows.getTimestamp(12)).isEqualTo(Timestamp.valueOf("2026-11-23 08:15:00.125"));
      assertThat(rows.getString(13)).isEqualTo("[1,null]");
      assertThat(rows.getString(14)).isEqualTo("{\"色\":1}");
      assertThat(rows.getString(15)).isEqualTo("{\"n\":1,\"x\":null}");
      assertThat(rows.getString(16)).contains("1");
      assertThat(rows.next()).isTrue();
      for (int column = 1; column <= 16; column++) {
        assertThat(rows.getObject(column)).isNull();
        assertThat(rows.wasNull()).isTrue();
      }
    }
  }

  @Test
  void tablesViewsAndColumnsAreListed() throws SQLException {
    try (Connection connection = connect("a")) {
      DatabaseMetaData about = connection.getMetaData();

      assertThat(about.getDatabaseProductName()).isEqualTo("Spark SQL");
      assertThat(column(about.getSchemas(), "TABLE_SCHEM")).contains(DATABASE);
      assertThat(column(about.getTables(null, DATABASE, "v\\_prod%", null), "TABLE_NAME"))
          .containsExactly("v_products");
      assertThat(column(about.getTables(null, DATABASE, "%", new String[] {"TABLE"}), "TABLE_NAME"))
          .contains("attributes", "metrics", "audit")
          .doesNotContain("v_products");
      assertThat(column(about.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE", "VIEW");
      assertThat(column(about.getColumns(null, DATABASE, "quality", "%"), "COLUMN_NAME"))
          .containsExactlyElementsOf(
              List.of(Warehouse.open(spark, tables).quality().schema().fieldNames()));
      assertThat(column(about.getColumns(null, DATABASE, "v_products", "key_f%"), "TYPE_NAME"))
          .containsExactly("ARRAY<STRING>");
      assertThat(column(about.getTypeInfo(), "TYPE_NAME")).contains("DECIMAL", "STRING");
      assertThat(column(about.getFunctions(null, null, "describe_product"), "FUNCTION_NAME"))
          .containsExactly("describe_product");
      assertThat(column(about.getCatalogs(), "TABLE_CAT")).isEmpty();
      assertThat(column(about.getPrimaryKeys(null, DATABASE, "quality"), "PK_NAME")).isEmpty();
    }
  }

  @Test
  void aNameWithItsDatabaseWorksAsProgramsWriteIt() throws SQLException {
    assertThat(query("a", "SELECT count(*) FROM `" + DATABASE + "`.`v_products`"))
        .containsExactly("6");
    assertThat(query("a", "SHOW VIEWS LIKE 'v_stale'")).containsExactly(DATABASE);
    assertThat(query("a", "DESCRIBE v_stale")).contains("product_id");
  }

  @Test
  void aPreparedStatementTakesItsValues() throws SQLException {
    try (Connection connection = connect("a");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM v_failures WHERE product_id = ? AND error_code <> ?")) {
      statement.setString(1, "broken");
      statement.setString(2, "it's 'none'");
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void manyRowsComeInPages() throws SQLException {
    try (Connection connection = connect("a");
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(700);
      try (ResultSet rows =
          statement.executeQuery("SELECT id, repeat('长', 100) FROM range(25000)")) {
        long sum = 0;
        while (rows.next()) {
          sum += rows.getLong(1);
        }

        assertThat(sum).isEqualTo(25_000L * 24_999 / 2);
      }
    }
  }

  @Test
  void aMistakeIsTheSqlExceptionThatSaysWhatToDo() {
    assertThatThrownBy(() -> query("a", "SELECT colour FROM attributes"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("The SQL cannot be run")
        .hasMessageContaining("`colour`")
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).startsWith("42"));
    assertThatThrownBy(() -> query("a", "SELECT 1 / (id - id) FROM range(2)"))
        .hasMessageContaining("Division by zero");
  }

  @Test
  void nothingCanBeWrittenOrReadByItsPath() throws SQLException {
    for (String sql :
        List.of(
            "INSERT INTO ratings SELECT * FROM ratings",
            "CREATE VIEW w AS SELECT 1",
            "CALL vitrine.system.maintain(warehouse => 'x')",
            "SET spark.vitrine.model=/tmp/other")) {
      assertThatThrownBy(() -> query("mallory", sql))
          .as(sql)
          .hasMessageContaining("This server does not run the statement");
    }

    assertThatThrownBy(() -> query("mallory", "SELECT * FROM text.`/etc/passwd`"))
        .hasMessageContaining("cannot be found");
    assertThat(query("mallory", "SELECT '${env:PATH}'")).containsExactly("${env:PATH}");
  }

  @Test
  void whatTheServerAllowsIsCalledUnderTheClientsName() throws Exception {
    Path products = Files.createDirectories(Path.of(tables, "_products"));
    Files.writeString(products.resolve("unreadable.jpg"), "no picture");

    assertThat(query("运营", "CALL vitrine.system.enrich(products => '" + products + "')"))
        .hasSize(1);

    try (Connection connection = connect("a");
        Statement statement = connection.createStatement();
        ResultSet runs = statement.executeQuery("CALL vitrine.system.runs(limit => 1)")) {
      assertThat(runs.next()).isTrue();
      assertThat(runs.getString("principal")).isEqualTo("运营");
      assertThat(runs.getLong("failed")).isEqualTo(1);
    }

    assertThat(
            Warehouse.open(spark, tables)
                .audit()
                .read()
                .where("principal = '运营' AND command = 'enrich'")
                .collectAsList())
        .extracting(row -> tuple(row.getAs("products"), row.getAs("outcome")))
        .containsExactly(tuple(1L, "ok"));
  }

  @Test
  void aClientNamesNothingThatOnlyTheServerCouldReadOrRun() {
    for (String argument :
        List.of(
            "products => '" + filled.folder().resolve("pictures") + "'",
            "products => '" + tables + "/../pictures'",
            "products => '" + tables + "/x', images => '/etc'",
            "products => '" + tables + "/x', model => '/tmp/model'",
            "products => '" + tables + "/x', warehouse => '/tmp/tables'")) {
      assertThatThrownBy(() -> query("mallory", "CALL vitrine.system.enrich(" + argument + ")"))
          .as(argument)
          .hasMessageMatching("(?s).*(A client cannot|Cannot work on /tmp/tables).*");
    }
  }

  @Test
  void aProcedureThatThereIsNotIsToldBeforeTheServerStarts() {
    TestConsole console = new TestConsole();

    assertThat(console.run("serve-sql", "--warehouse", tables, "--allow-calls", "runs,drop"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("'drop'", "enrich, evaluate, maintain, runs");
  }

  @Test
  void clientsDoNotShareTheirSettings() throws SQLException {
    try (Connection one = connect("a");
        Connection other = connect("b");
        Statement first = one.createStatement();
        Statement second = other.createStatement()) {
      first.execute("SET TIME ZONE 'Asia/Shanghai'");

      assertThat(texts(first.executeQuery("SELECT current_timezone()")))
          .containsExactly("Asia/Shanghai");
      assertThat(texts(second.executeQuery("SELECT current_timezone()"))).containsExactly("UTC");
    }
  }

  @Test
  void aStatementIsCanceledWhileItRuns() throws Exception {
    try (Connection connection = connect("a");
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> outcome = new CompletableFuture<>();
      Thread client =
          new Thread(
              () -> {
                try {
                  statement.executeQuery("SELECT sum(a.id * b.id) FROM range(1e6) a, range(1e6) b");
                  outcome.complete(null);
                } catch (SQLException e) {
                  outcome.complete(e);
                }
              });
      client.start();
      while (spark.sparkContext().statusTracker().getActiveJobIds().length == 0) {
        Thread.onSpinWait();
      }

      statement.cancel();

      assertThat((Throwable) outcome.get()).isNotNull();
      client.join();
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsToldWhenAClientConnects() {
    String url = "jdbc:hive2://127.0.0.1:" + server.port() + "/elsewhere";

    assertThatThrownBy(() -> DriverManager.getConnection(url, "a", PASSWORD))
        .hasMessageContaining("`elsewhere`");
  }

  @Test
  void whoDoesNotKnowThePasswordIsNotLetIn() {
    String url = "jdbc:hive2://127.0.0.1:" + server.port() + "/" + DATABASE;

    assertThatThrownBy(() -> DriverManager.getConnection(url, "a", "falsch"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void everyStatementIsRecordedUnderTheNameOfWhoAsked() throws SQLException {
    AuditQueue records = new AuditQueue(spark, tables);
    try (SqlServer own =
        SqlServer.start(
            spark,
            new SqlServer.Settings("127.0.0.1", 0, /* password= */ null, DATABASE, Set.of()),
            new ServeSqlCommand.Host(tables, records))) {
      String url = "jdbc:hive2://127.0.0.1:" + own.port() + "/" + DATABASE;
      try (Connection connection = DriverManager.getConnection(url, "审计员", "any");
          Statement statement = connection.createStatement()) {
        texts(statement.executeQuery("SELECT product_id FROM v_products"));
        assertThatThrownBy(() -> statement.execute("DROP TABLE copy"))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.execute("SELEC 1")).isInstanceOf(SQLException.class);
      }
    }

    records.close();
    List<Row> rows =
        Warehouse.open(spark, tables)
            .audit()
            .read()
            .where("principal = '审计员'")
            .orderBy("at")
            .collectAsList();
    assertThat(rows)
        .extracting(row -> tuple(row.getAs("command"), row.getAs("args"), row.getAs("outcome")))
        .containsExactlyInAnyOrder(
            tuple("statement", args("SELECT product_id FROM v_products", 6), "done"),
            tuple("statement", args("DROP TABLE copy", 0), "refused"),
            tuple("statement", args("SELEC 1", 0), "failed: ParseException"));
  }

  private static String args(String sql, long rows) {
    return "{\"rows\":" + rows + ",\"sql\":\"" + sql + "\",\"via\":\"serve-sql\"}";
  }

  private Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:hive2://127.0.0.1:" + server.port() + "/" + DATABASE, user, PASSWORD);
  }

  /** The first column's texts. */
  private List<String> query(String user, String sql) throws SQLException {
    try (Connection connection = connect(user);
        Statement statement = connection.createStatement()) {
      return texts(statement.executeQuery(sql));
    }
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    return column(rows, rows.getMetaData().getColumnName(1));
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    try (rows) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(name));
      }

      return texts;
    }
  }

  private static List<Integer> types(ResultSetMetaData about) throws SQLException {
    List<Integer> types = new ArrayList<>();
    for (int column = 1; column <= about.getColumnCount(); column++) {
      types.add(about.getColumnType(column));
    }

    return types;
  }
}
