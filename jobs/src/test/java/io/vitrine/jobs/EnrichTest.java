package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class EnrichTest {
  private final SparkSession spark;
  @TempDir private Path dir;
  private Path model;

  EnrichTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void writeModel() {
    model = StubBundle.write(dir.resolve("model"), "weights");
  }

  @Test
  void aSecondRunHasNothingToDoAndLoadsNothing() {
    Path pictures = TestPictures.folder(dir.resolve("pictures"), 5);
    RunSummary first = enrich(pictures);
    int submissions = StubEngineFactory.submissions();
    Map<String, List<Row>> before = tables();

    RunSummary second = enrich(pictures);

    assertThat(first.counts()).isEqualTo(new RunSummary.Counts(5, 0, 0, 5, 5, 0, 0, 0));
    assertThat(second.counts()).isEqualTo(new RunSummary.Counts(5, 5, 0, 0, 0, 0, 0, 0));
    assertThat(second.engineLoads()).isZero();
    assertThat(StubEngineFactory.submissions()).isEqualTo(submissions);
    assertThat(tables().get("runs")).hasSize(2);
    for (String table : List.of("attributes", "copy", "metrics")) {
      assertThat(tables().get(table)).as(table).hasSize(5).isEqualTo(before.get(table));
    }
  }

  private RunSummary enrich(Path products, String... settings) {
    Map<String, String> conf = new HashMap<>();
    conf.put(VitrineConf.ENGINE_FACTORY_KEY, StubEngineFactory.class.getName());
    conf.put(VitrineConf.MODEL_KEY, model.toString());
    for (int i = 0; i < settings.length; i += 2) {
      conf.put(settings[i], settings[i + 1]);
    }

    return new Enrich(spark, VitrineConf.of(conf), Progress.NONE)
        .run(EnrichRequest.of(products.toString(), dir.resolve("warehouse").toString()));
  }

  private Map<String, List<Row>> tables() {
    Map<String, List<Row>> rows = new HashMap<>();
    io.vitrine.table.Warehouse.existing(spark, dir.resolve("warehouse").toString())
        .tables()
        .forEach(t -> rows.put(t.name(), t.read().orderBy("run_id").collectAsList()));
    return rows;
  }
}
