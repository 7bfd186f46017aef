package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped notebook against tables that enrich made. */
@ExtendWith(SparkFixture.class)
class OverviewNotebookTest {
  private static final Path NOTEBOOK =
      Path.of(System.getProperty("vitrine.home"), "notebooks", "overview.sql");

  private final SparkSession spark;
  private final TestConsole console = new TestConsole();
  private Map<String, String> settings;
  @TempDir private Path dir;

  OverviewNotebookTest(SparkSession spark) {
    this.spark = spark;
  }

  /** As spark-submit hands {@code --conf} over. */
  @BeforeEach
  void submitSettings() {
    settings =
        Map.of(
            VitrineConf.ENGINE_FACTORY_KEY,
            StubEngineFactory.class.getName(),
            VitrineConf.MODEL_KEY,
            StubBundle.write(dir.resolve("model"), "weights").toString());
    settings.forEach(System::setProperty);
  }

  @AfterEach
  void forgetSettings() {
    settings.keySet().forEach(System::clearProperty);
  }

  @Test
  void everyCellRunsAndTheLastDescribesAPicture() {
    Path pictures = TestPictures.folder(dir.resolve("pictures"), 4);
    String tables = dir.resolve("tables").toString();
    new Enrich(spark, VitrineConf.of(settings), Progress.NONE)
        .run(EnrichRequest.of(pictures.toString(), tables));

    int exit =
        console.run("sql", "--warehouse", tables, "--format", "csv", "--file", NOTEBOOK.toString());

    assertThat(exit).as(console.screen()).isZero();
    assertThat(console.screen()).contains("# The catalogue at a glance", "Runs");
    List<String> lines = console.results().lines().toList();
    assertThat(lines).contains("category,color,material,marketing_copy,status");
    assertThat(lines.get(lines.size() - 1)).endsWith(",ok");
  }
}
