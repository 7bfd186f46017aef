package io.vitrine.jobs;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.delta.tables.DeltaTable;
import io.vitrine.error.ErrorCode;
import io.vitrine.table.Registration;
import io.vitrine.table.Views;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.stats.DeltaScanGenerator;
import org.apache.spark.sql.delta.stats.PrepareDeltaScanBase$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** The shipped views over tables that enrich made. */
@ExtendWith({SparkFixture.class, EnrichedWarehouse.class})
class ViewsTest {
  private static final String DATABASE = "catalogue_of_views_test";
  private static final String ANOTHER = "另一个";
  private static final long LATER = Long.MAX_VALUE;

  private final SparkSession spark;
  private final EnrichedWarehouse.Filled tables;

  ViewsTest(SparkSession spark, EnrichedWarehouse.Filled tables) {
    this.spark = spark;
    this.tables = tables;
  }

  @Test
  void productsHaveTheirCopyBesideThem() {
    List<Row> products = read("v_products").orderBy("product_id").collectAsList();

    assertThat(products).hasSize(6);
    assertThat(products)
        .allSatisfy(
            p -> {
              assertThat(p.<String>getAs("detail")).isNotBlank();
              assertThat(p.<String>getAs("title")).isNotBlank();
              assertThat(p.<String>getAs("live")).isNull();
              assertThat(p.<String, String>getJavaMap(p.fieldIndex("copy")))
                  .containsOnlyKeys("detail", "title");
            });
  }

  @Test
  void aCategorysQualityIsThatOfTheNewestEvaluation() {
    List<Row> categories = read("v_quality_by_category").collectAsList();

    assertThat(categories.stream().mapToLong(c -> c.<Long>getAs("labelled")).sum()).isEqualTo(4);
    Row unseen = row(categories, "category", "没见过的类目");
    assertThat(unseen.<Double>getAs("recall")).isZero();
    assertThat(unseen.<Long>getAs("pictures")).isZero();
    assertThat(categories)
        .filteredOn(c -> c != unseen)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.<Double>getAs("recall")).isEqualTo(1));
  }

  @Test
  void aFailureSaysWhyAndWhetherItIsTriedAgain() {
    List<Row> failures = read("v_failures").collectAsList();

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).<String>getAs("product_id")).isEqualTo("broken");
    assertThat(failures.get(0).<String>getAs("error_code")).isEqualTo("IMAGE_UNSUPPORTED");
    assertThat(failures.get(0).<Boolean>getAs("permanent")).isTrue();
    assertThat(failures.get(0).<Long>getAs("failures")).isEqualTo(1);
  }

  @Test
  void theViewKnowsWhichFaultsArePermanent() throws IOException {
    String sql =
        Files.readString(
            Path.of(System.getProperty("vitrine.home"), "conf", "views", "v_failures.sql"));

    assertThat(Arrays.stream(ErrorCode.values()))
        .allSatisfy(
            code ->
                assertThat(sql.contains("'" + code + "'"))
                    .as(code.name())
                    .isEqualTo(code.permanent()));
  }

  @Test
  void costIsMeasuredTimeAtTheAssumedPrice() {
    List<Row> runs = read("v_cost_per_1k").orderBy("started_at").collectAsList();

    assertThat(runs).extracting(r -> r.<Long>getAs("ok")).containsExactly(6L, 2L);
    assertThat(runs)
        .allSatisfy(
            r -> {
              double seconds = r.<Double>getAs("machine_seconds_per_1k");
              assertThat(r.<Double>getAs("machine_cost_per_1k"))
                  .isCloseTo(seconds / 3600 * 1.20, within(1e-9));
              assertThat(r.<Double>getAs("manual_cost_per_1k")).isCloseTo(6000, within(1e-6));
              assertThat(r.<String>getAs("currency")).isEqualTo("¥");
            });
  }

  @Test
  void versionsAreComparedWithTheQualityThatWasMeasured() {
    List<Row> versions = read("v_prompt_versions").orderBy("first_at").collectAsList();

    assertThat(versions).extracting(v -> v.<Long>getAs("pictures")).containsExactly(4L, 2L);
    assertThat(versions.get(0).<String>getAs("prompt")).startsWith("product@");
    assertThat(versions.get(0).<Double>getAs("category_recall")).isEqualTo(0.75);
    assertThat(versions.get(1).isNullAt(versions.get(1).fieldIndex("category_recall"))).isTrue();
  }

  @Test
  void latencyIsThatOfEachRun() {
    List<Row> runs = read("v_latency").orderBy("first_at").collectAsList();

    assertThat(runs).extracting(r -> r.<Long>getAs("pictures")).containsExactly(6L, 2L);
    assertThat(runs)
        .allSatisfy(
            r ->
                assertThat(r.<Double>getAs("p50_ms"))
                    .isPositive()
                    .isLessThanOrEqualTo(r.<Double>getAs("p99_ms")));
  }

  @Test
  void whatTheNewestRunWouldDoAgainIsStale() {
    List<Row> stale = read("v_stale").collectAsList();

    assertThat(stale).hasSize(4);
    assertThat(stale)
        .allSatisfy(
            s ->
                assertThat(s.<String>getAs("model")).isNotEqualTo(s.<String>getAs("wanted_model")));
  }

  @Test
  void everyViewCanBeReadBeforeTheTablesItIsOver(@TempDir Path empty) {
    Warehouse none = Warehouse.open(spark, empty.resolve("none").toString());

    assertThat(Views.names()).contains("v_products", "v_cost_per_1k", "v_stale");
    assertThat(Views.names()).allSatisfy(view -> assertThat(none.read(view).count()).isZero());
  }

  @Test
  void anySessionThatNamesTheWarehouseHasItsViewsInScope() {
    SparkSession session = spark.newSession();
    session.conf().set(WarehouseScope.WAREHOUSE_KEY, tables.uri());

    Row row =
        session
            .sql(
                """
                SELECT count(*), count(DISTINCT p.category), max(p.title)
                FROM v_products p JOIN attributes a USING (product_id)
                WHERE EXISTS (SELECT 1 FROM V_METRICS m WHERE m.product_id = p.product_id)
                """)
            .head();
    session.sql("SELECT 7 AS n").createOrReplaceTempView("runs");

    assertThat(row.getLong(0)).isEqualTo(6);
    assertThat(session.sql("SELECT * FROM runs").head().getInt(0)).as("its own first").isEqualTo(7);
    assertThatThrownBy(() -> spark.newSession().sql("SELECT * FROM v_products"))
        .hasMessageContaining("v_products");
  }

  @Test
  void aViewIsOfOneStateWhateverIsCommittedBeforeItIsLookedAt(@TempDir Path dir) {
    Warehouse warehouse = Warehouse.existing(spark, tables.copyTo(dir.resolve("tables")));
    Dataset<Row> seen = picture(warehouse.read("v_products"));
    List<Row> before = seen.collectAsList();

    DeltaTable.forPath(spark, warehouse.attributes().location()).delete("product_id = 'p0'");

    assertThat(seen.collectAsList()).isEqualTo(before);
    assertThat(picture(warehouse.read("v_products")).collectAsList()).isEmpty();
  }

  @Test
  void whatIsRegisteredIsFoundByEverySessionOfTheCatalogue(@TempDir Path dir) {
    Warehouse warehouse = Warehouse.existing(spark, tables.copyTo(dir.resolve("tables")));
    spark.sql("SELECT 1 AS one").createOrReplaceTempView("quality");
    try {
      List<String> names = new Registration(spark, warehouse).register(DATABASE);

      SparkSession session = spark.newSession();
      session.catalog().setCurrentDatabase(DATABASE);
      assertThat(names).contains("attributes", "v_attributes", "v_products");
      assertThat(session.sql("SELECT * FROM v_products").count()).isEqualTo(6);
      assertThat(session.sql("SHOW VIEWS").select("viewName").collectAsList())
          .extracting(row -> row.getString(0))
          .containsAll(Views.names());
      assertOfAChunkAllOrNothingIsSeen(session, warehouse);
      assertThat(new Registration(spark, warehouse).register(DATABASE)).isEqualTo(names);
      Warehouse elsewhere = Warehouse.open(spark, dir.toString());
      assertThatThrownBy(() -> new Registration(spark, elsewhere).register(DATABASE))
          .hasMessageContaining("has one of that name at");
    } finally {
      spark.catalog().dropTempView("quality");
      spark.sql("DROP DATABASE IF EXISTS " + DATABASE + " CASCADE");
    }
  }

  /**
   * The chunk is committed after a query has read its first table, and before it reads the next.
   */
  private static void assertOfAChunkAllOrNothingIsSeen(SparkSession session, Warehouse warehouse) {
    Dataset<Row> seen = picture(session.table("v_products"));
    List<Row> before = seen.collectAsList();
    AtomicBoolean committed = new AtomicBoolean();

    List<Row> during =
        PrepareDeltaScanBase$.MODULE$.withCallbackOnGetDeltaScanGenerator(
            new AbstractFunction1<>() {
              @Override
              public BoxedUnit apply(DeltaScanGenerator first) {
                if (!committed.getAndSet(true)) {
                  commitAnotherAnswer(warehouse);
                }

                return BoxedUnit.UNIT;
              }
            },
            new AbstractFunction0<>() {
              @Override
              public List<Row> apply() {
                return picture(session.table("v_products")).collectAsList();
              }
            });

    assertThat(committed).isTrue();
    assertThat(during).isEqualTo(before);
    assertThat(picture(session.table("v_products")).collectAsList())
        .containsExactly(RowFactory.create(ANOTHER, ANOTHER));
  }

  private static Dataset<Row> picture(Dataset<Row> products) {
    return products.where("product_id = 'p0'").select("category", "detail");
  }

  /** What a run does that describes one picture again. */
  private static void commitAnotherAnswer(Warehouse warehouse) {
    SparkSession spark = warehouse.spark();
    Dataset<Row> attributes = warehouse.read("v_attributes").where("product_id = 'p0'");
    Dataset<Row> copy = warehouse.read("v_copy").where("product_id = 'p0' AND channel = 'detail'");
    warehouse
        .attributes()
        .append(attributes.withColumn("category", lit(ANOTHER)).withColumn("chunk", lit(LATER)));
    warehouse.copy().append(copy.withColumn("text", lit(ANOTHER)).withColumn("chunk", lit(LATER)));
    TestRows.write(spark, warehouse.chunks(), List.of(Map.of("chunk", LATER, "replaced", 2L)));
  }

  @Test
  void withoutAMetastoreThereIsNothingToRegister() {
    TestConsole console = new TestConsole();

    assertThat(console.run("init", "--warehouse", tables.uri())).isEqualTo(2);
    assertThat(console.screen()).contains("There is no metastore");
    assertThat(console.run("init", "--warehouse", tables.uri(), "--database", "a b")).isEqualTo(2);
    assertThat(console.screen()).contains("cannot be called 'a b'");
    assertThat(console.run("init", "--warehouse", tables.uri(), "--database", "Vitrine"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("that is the catalogue");
  }

  private Dataset<Row> read(String view) {
    return Warehouse.existing(spark, tables.uri()).read(view);
  }

  private static Row row(List<Row> rows, String column, String value) {
    return rows.stream().filter(r -> value.equals(r.getAs(column))).findFirst().orElseThrow();
  }
}
