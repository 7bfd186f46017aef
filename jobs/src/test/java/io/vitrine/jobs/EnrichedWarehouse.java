package io.vitrine.jobs;

import io.vitrine.generate.StubEngineFactory;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import io.vitrine.table.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one warehouse that enrich has filled, made once and only read: six pictures and one
 * that is none, described with copy for two channels and evaluated against four labels of which
 * three are right; then two of them again with newer versions of prompt and model.
 */
public final class EnrichedWarehouse implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(EnrichedWarehouse.class);

  /** What tests ask for. */
  record Filled(String uri, Path folder) {

    /** Copies the tables into a folder, for a test that writes to them. */
    String copyTo(Path other) {
      try {
        FileUtils.copyDirectory(Path.of(uri).toFile(), other.toFile());
        return other.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Filled.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SparkSession spark = SparkFixture.session(context);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Shared.class, key -> new Shared(spark), Shared.class)
        .filled;
  }

  private static final class Shared implements AutoCloseable {
    private final Path folder;
    private final Filled filled;

    Shared(SparkSession spark) {
      try {
        this.folder = Files.createTempDirectory("vitrine-enriched-");
        this.filled = new Filled(folder.resolve("tables").toString(), folder);
        fill(spark);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void fill(SparkSession spark) throws IOException {
      Path pictures = TestPictures.folder(folder.resolve("pictures"), 6);
      Files.writeString(pictures.resolve("broken.jpg"), "no picture");
      EnrichRequest all = EnrichRequest.of(pictures.toString(), filled.uri());
      new Enrich(spark, conf("1"), Progress.NONE).run(all);
      evaluate(spark);
      EnrichRequest some = EnrichRequest.builder(all.products(), all.warehouse()).limit(2).build();
      new Enrich(spark, conf("2"), Progress.NONE).run(some);
    }

    private VitrineConf conf(String version) {
      Path model = folder.resolve("model-" + version);
      return VitrineConf.of(
          Map.of(
              VitrineConf.ENGINE_FACTORY_KEY,
              StubEngineFactory.class.getName(),
              VitrineConf.MODEL_KEY,
              StubBundle.write(model, version).toString(),
              VitrineConf.PROMPT_KEY,
              "product@" + version,
              VitrineConf.CHANNELS_KEY,
              "title"));
    }

    private void evaluate(SparkSession spark) throws IOException {
      Warehouse tables = Warehouse.existing(spark, filled.uri());
      List<Row> seen =
          tables
              .attributes()
              .read()
              .select("product_id", "category")
              .orderBy("product_id")
              .limit(4)
              .collectAsList();
      StringBuilder labels = new StringBuilder("product_id,category\n");
      for (int i = 0; i < seen.size(); i++) {
        String category = i == 0 ? "没见过的类目" : seen.get(i).getString(1);
        labels.append(seen.get(i).getString(0)).append(',').append(category).append('\n');
      }

      Path gold = Files.writeString(folder.resolve("gold.csv"), labels);
      new QualityRecords(tables, Yardsticks.read(VitrineHome.conf()))
          .evaluate(GoldLabels.read(spark, gold.toString()), RunId.next(Instant.now()));
    }

    @Override
    public void close() {
      FileUtils.deleteQuietly(folder.toFile());
    }
  }
}
