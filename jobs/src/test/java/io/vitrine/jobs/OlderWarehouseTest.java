package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.generate.StubEngineFactory;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R22: tables of another version are upgraded, or refused before any picture is run. */
@ExtendWith(SparkFixture.class)
class OlderWarehouseTest {
  private final SparkSession spark;
  @TempDir private Path dir;

  OlderWarehouseTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void aTableThatLacksLaterColumnsGetsThemAndKeepsItsRows() {
    WarehouseTable runs = Warehouse.open(spark, dir.toString()).runs();
    TestRows.write(spark, runs, List.of(Map.of("run_id", "old")));
    runs.read()
        .drop("chunks", "skipped_writes", "error_codes", "eta")
        .write()
        .format("delta")
        .save(dir.resolve("older/runs").toString());
    WarehouseTable older = Warehouse.open(spark, dir.resolve("older").toString()).runs();

    older.upgrade();

    assertThat(spark.read().format("delta").load(older.location()).columns())
        .contains(older.schema().fieldNames());
    List<Row> rows = older.read().collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<String>getAs("run_id")).isEqualTo("old");
    assertThat(rows.get(0).<Object>getAs("eta")).isNull();
  }

  @Test
  void aTableWithAColumnOfAnotherTypeIsRefusedBeforeAnyPictureIsRun() {
    spark
        .sql("SELECT 'a' AS product_id, 'a' AS image_uri, 7 AS category")
        .write()
        .format("delta")
        .save(dir.resolve("tables/attributes").toString());
    Backfill backfill =
        new Backfill(
            spark,
            TestPictures.folder(dir.resolve("pictures"), 2).toString(),
            dir.resolve("tables").toString(),
            StubBundle.write(dir.resolve("model"), "1"));
    int before = StubEngineFactory.submissions();

    assertThatThrownBy(backfill::run)
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("attributes");
    assertThat(StubEngineFactory.submissions()).isEqualTo(before);
  }
}
