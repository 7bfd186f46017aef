package io.vitrine.table;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The folder that holds all tables, on any Hadoop file system. */
public final class Warehouse {
  private final FileSystem files;
  private final Path path;
  private final AttributesTable attributes;
  private final CopyTable copy;
  private final MetricsTable metrics;
  private final RunsTable runs;

  private Warehouse(SparkSession spark, FileSystem files, Path path) {
    this.files = files;
    this.path = path;
    this.attributes = new AttributesTable(spark, path);
    this.copy = new CopyTable(spark, path);
    this.metrics = new MetricsTable(spark, path);
    this.runs = new RunsTable(spark, path);
  }

  /**
   * A warehouse that may not exist yet. Nothing is written.
   *
   * @throws io.vitrine.error.VitrineException when the place cannot be reached or is a file
   */
  public static Warehouse open(SparkSession spark, String uri) {
    try {
      Path path = new Path(uri);
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      Path qualified = files.makeQualified(path);
      if (files.exists(qualified) && files.getFileStatus(qualified).isFile()) {
        throw Errors.invalid(
            "Cannot use " + uri + " as a warehouse",
            "it is a file",
            "Name a folder, or one that is yet to be made");
      }

      return new Warehouse(spark, files, qualified);
    } catch (IOException | IllegalArgumentException e) {
      throw Errors.invalid(
          "Cannot reach the warehouse " + uri,
          String.valueOf(e.getMessage()),
          "Check the address, the endpoint and the keys",
          e);
    }
  }

  /**
   * A warehouse in which something was run before.
   *
   * @throws io.vitrine.error.VitrineException when there is none
   */
  public static Warehouse existing(SparkSession spark, String uri) {
    Warehouse warehouse = open(spark, uri);
    if (warehouse.tables().stream().noneMatch(WarehouseTable::exists)) {
      throw Errors.invalid(
          "There is no warehouse at " + uri,
          "it holds none of the tables attributes, copy, metrics and runs",
          "Check the address, or fill it first with ./vitrine enrich");
    }

    return warehouse;
  }

  /** The folder's full URI. */
  public String uri() {
    return path.toString();
  }

  public AttributesTable attributes() {
    return attributes;
  }

  public CopyTable copy() {
    return copy;
  }

  public MetricsTable metrics() {
    return metrics;
  }

  public RunsTable runs() {
    return runs;
  }

  /** All tables, whether they exist or not. */
  public List<WarehouseTable> tables() {
    return List.of(attributes, copy, metrics, runs);
  }

  /** Where a run keeps results before they are committed. */
  public String staging(String runId) {
    return new Path(path, "_staging/" + runId).toString();
  }

  /** Removes what a run kept; the folder of all of them too, once it is empty. */
  public void removeStaging(String runId) throws IOException {
    Path staging = new Path(path, "_staging");
    files.delete(new Path(staging, runId), /* recursive= */ true);
    if (files.exists(staging) && files.listStatus(staging).length == 0) {
      files.delete(staging, /* recursive= */ false);
    }
  }
}
