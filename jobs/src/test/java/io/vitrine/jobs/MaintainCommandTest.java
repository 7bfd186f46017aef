package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class MaintainCommandTest {
  private final SparkSession spark;
  private final TestConsole console = new TestConsole();
  @TempDir private Path dir;

  MaintainCommandTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void smallFilesAreJoinedAndNoRowIsLost() {
    WarehouseTable copy = Warehouse.open(spark, dir.toString()).copy();
    for (String product : List.of("A", "B", "C")) {
      TestRows.write(spark, copy, List.of(Map.of("product_id", product)));
    }

    assertThat(copy.files()).isEqualTo(3);
    assertThat(console.run("maintain", "--warehouse", dir.toString())).isZero();

    assertThat(copy.files()).isEqualTo(1);
    assertThat(copy.read().count()).isEqualTo(3);
    assertThat(console.screen()).contains("copy").contains("files now");
  }

  @Test
  void aRetentionThatCouldHurtARunIsRefused() {
    assertThat(console.run("maintain", "--warehouse", dir.toString(), "--keep-hours", "1"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("--keep-hours cannot be 1");
  }
}
