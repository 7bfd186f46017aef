package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.sample.SampleFault;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/** Renders a catalogue in parallel and writes it through Hadoop's file systems. */
final class CatalogueWriter {
  /** Few enough that the last tasks do not keep people waiting. */
  private static final int PRODUCTS_PER_TASK = 25;

  private static final int MOST_TASKS = 2000;
  private static final int PRODUCTS_PER_FILE = 500_000;

  private final SparkSession spark;
  private final Progress progress;

  CatalogueWriter(SparkSession spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /**
   * Renders and writes.
   *
   * @return how many pictures were broken on purpose
   * @throws io.vitrine.error.VitrineException when the folder is not empty or cannot be written
   */
  int write(Catalogue catalogue) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Map<Integer, SampleFault> faults =
        SampleFault.assign(catalogue.seed(), catalogue.products(), catalogue.faults());
    try {
      requireEmpty(new Path(catalogue.uri()), hadoop);
      render(catalogue, faults, hadoop);
    } catch (IOException e) {
      throw unwritable(catalogue, e);
    }
    return faults.size();
  }

  /**
   * Whether this very catalogue was written before.
   *
   * @throws io.vitrine.error.VitrineException when another one is there
   */
  boolean isWritten(Catalogue catalogue) {
    Path labels = new Path(catalogue.gold());
    try {
      if (!labels.getFileSystem(spark.sessionState().newHadoopConf()).exists(labels)) {
        return false;
      }
    } catch (IOException e) {
      throw unwritable(catalogue, e);
    }
    long products = spark.read().format("delta").load(catalogue.productsTable()).count();
    if (products != catalogue.products()) {
      throw Errors.invalid(
          "Cannot use " + catalogue.uri() + " again",
          "it holds " + products + " products, not " + catalogue.products(),
          "Name another folder, or ask for as many products");
    }
    return true;
  }

  private void render(Catalogue catalogue, Map<Integer, SampleFault> faults, Configuration hadoop)
      throws IOException {
    Broadcast<SerializableConfiguration> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(hadoop));
    int products = catalogue.products();
    int tasks = Math.max(1, Math.min(MOST_TASKS, products / PRODUCTS_PER_TASK));
    Dataset<Row> rows;
    try (LiveProgress live =
        LiveProgress.start(spark.sparkContext(), progress, "rendering", products)) {
      rows =
          spark
              .range(0, products, 1, tasks)
              .map(
                  new PictureTask(catalogue.seed(), catalogue.uri(), faults, shared, live.done()),
                  Encoders.row(PictureTask.SCHEMA))
              .persist(StorageLevel.MEMORY_AND_DISK());
      rows.foreachPartition((ForeachPartitionFunction<Row>) PictureTask::drain);
    }
    try {
      progress.phase("writing the table and the labels");
      rows.select("product_id", "image_uri", "title")
          .coalesce(1 + products / PRODUCTS_PER_FILE)
          .write()
          .format("delta")
          .save(catalogue.productsTable());
      writeCsv(
          new Path(catalogue.gold()),
          hadoop,
          rows.select("product_id", "category", "color", "material"));
      writeCsv(
          new Path(catalogue.faultList()),
          hadoop,
          rows.where("fault IS NOT NULL").select("product_id", "fault", "expected_code"));
    } finally {
      rows.unpersist();
      shared.destroy();
    }
  }

  private static VitrineException unwritable(Catalogue catalogue, IOException e) {
    return Errors.invalid(
        "Cannot write the catalogue " + catalogue.uri(),
        String.valueOf(e.getMessage()),
        "Check the address and the right to write there",
        e);
  }

  private static void requireEmpty(Path folder, Configuration hadoop) throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    if (files.exists(folder)
        && (files.getFileStatus(folder).isFile() || files.listStatus(folder).length > 0)) {
      throw Errors.invalid(
          "Cannot render into " + folder,
          "it is not empty",
          "Name a folder that does not exist yet, or remove this one");
    }
  }

  private static void writeCsv(Path file, Configuration hadoop, Dataset<Row> rows)
      throws IOException {
    FileSystem files = file.getFileSystem(hadoop);
    try (Writer out = new OutputStreamWriter(files.create(file), StandardCharsets.UTF_8)) {
      out.write(String.join(",", rows.columns()) + "\n");
      for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
        out.write(all.next().mkString(",") + "\n");
      }
    }
  }
}
