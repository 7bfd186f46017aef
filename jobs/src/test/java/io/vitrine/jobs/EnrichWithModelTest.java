package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with the real engine; the model is tiny and its weights are random. */
@ExtendWith(SparkFixture.class)
class EnrichWithModelTest {
  private final SparkSession spark;
  @TempDir private Path dir;

  EnrichWithModelTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void theModelFillsAttributesAndEveryChannelFromOneLoad() {
    VitrineConf conf =
        VitrineConf.of(
            Map.of(
                VitrineConf.MODEL_KEY,
                StubBundle.write(dir.resolve("model"), "1").toString(),
                VitrineConf.CHANNELS_KEY,
                "title"));
    String pictures = TestPictures.folder(dir.resolve("pictures"), 3).toString();
    String tables = dir.resolve("warehouse").toString();

    RunSummary run = new Enrich(spark, conf, Progress.NONE).run(EnrichRequest.of(pictures, tables));

    assertThat(run.errorCodes()).isEmpty();
    assertThat(run.counts().ok()).isEqualTo(3);
    assertThat(run.engineLoads()).isEqualTo(1);
    Warehouse warehouse = Warehouse.existing(spark, tables);
    assertThat(warehouse.attributes().read().count()).isEqualTo(3);
    assertThat(warehouse.copy().read().where("channel IN ('detail', 'title')").count())
        .isEqualTo(6);
    List<Row> metrics = warehouse.metrics().read().collectAsList();
    assertThat(metrics)
        .allSatisfy(
            m -> {
              assertThat(m.<String>getAs("device")).isEqualTo("cpu");
              assertThat(m.<Integer>getAs("output_tokens")).isPositive();
              assertThat(m.<String>getAs("output").lines()).hasSize(2);
              assertThat(m.<Double>getAs("generate_ms")).isPositive();
            });

    assertOnlyTheNewChannelRuns(conf, pictures, warehouse);
  }

  /** Part of the test above, because the model and its warehouse are at hand there. */
  private void assertOnlyTheNewChannelRuns(VitrineConf conf, String pictures, Warehouse warehouse) {
    List<String> attributes = rows(warehouse.attributes());
    List<String> copy = rows(warehouse.copy());

    RunSummary run =
        new Enrich(spark, conf.with(Map.of(VitrineConf.CHANNELS_KEY, "title,short")), Progress.NONE)
            .run(EnrichRequest.of(pictures, warehouse.uri()));

    assertThat(run.counts().ok()).isEqualTo(3);
    assertThat(rows(warehouse.attributes())).isEqualTo(attributes);
    assertThat(rows(warehouse.copy())).hasSize(9).containsAll(copy);
    assertThat(warehouse.metrics().read().where("run_id = '" + run.runId() + "'").collectAsList())
        .hasSize(3)
        .allSatisfy(
            m -> {
              // 32 is all that the prompt short may write, detail and title are far longer
              assertThat(m.<Integer>getAs("output_tokens")).isBetween(1, 32);
              assertThat(m.<String>getAs("output").lines()).hasSize(1);
            });
    assertThat(warehouse.prompts().read().select("prompt").as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrder("product@1", "title@1", "short@1");
  }

  private static List<String> rows(WarehouseTable table) {
    return table.read().collectAsList().stream().map(Row::json).sorted().toList();
  }
}
