package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  }
}
