package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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
  void whatNobodyCameToCommitIsGivenUpAfterTheRetention() throws IOException {
    Warehouse warehouse = Warehouse.open(spark, dir.toString());
    TestRows.write(spark, warehouse.copy(), List.of(Map.of("product_id", "A")));
    Path old = Files.createDirectories(dir.resolve("_staging/old/leg-0001"));
    Path part = Files.writeString(old.resolve("part-00000-x.parquet"), "results");
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    Path young = Files.createDirectories(dir.resolve("_staging/young"));
    Files.writeString(young.resolve("run.json"), "{}");

    assertThat(console.run("maintain", "--warehouse", dir.toString())).isZero();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(console.screen()).contains("what run old had staged").doesNotContain("young");
  }

  @Test
  void aRetentionThatCouldHurtARunIsRefused() {
    assertThat(console.run("maintain", "--warehouse", dir.toString(), "--keep-hours", "1"))
        .isEqualTo(2);
    assertThat(console.screen()).contains("--keep-hours cannot be 1");
  }
}
