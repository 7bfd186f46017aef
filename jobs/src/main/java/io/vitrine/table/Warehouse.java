package io.vitrine.table;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** The folder that holds all tables, on any Hadoop file system. */
public final class Warehouse {
  private final SparkSession spark;
  private final FileSystem files;
  private final Path path;
  private final AttributesTable attributes;
  private final CopyTable copy;
  private final MetricsTable metrics;
  private final RunsTable runs;
  private final ThumbnailsTable thumbnails;
  private final ChunksTable chunks;
  private final QualityTable quality;
  private final EvaluatedTable evaluated;
  private final AuditTable audit;
  private final RatingItemsTable ratingItems;
  private final RatingsTable ratings;
  private final PromptsTable prompts;
  private final PromotionsTable promotions;
  private final Staging staging;

  private Warehouse(
      SparkSession spark, FileSystem files, Path path, List<StructField> furtherAttributes) {
    this.spark = spark;
    this.files = files;
    this.path = path;
    this.attributes = new AttributesTable(spark, path, furtherAttributes);
    this.copy = new CopyTable(spark, path);
    this.metrics = new MetricsTable(spark, path);
    this.runs = new RunsTable(spark, path);
    this.thumbnails = new ThumbnailsTable(spark, path);
    this.chunks = new ChunksTable(spark, path);
    this.quality = new QualityTable(spark, path);
    this.evaluated = new EvaluatedTable(spark, path);
    this.audit = new AuditTable(spark, path);
    this.ratingItems = new RatingItemsTable(spark, path);
    this.ratings = new RatingsTable(spark, path);
    this.prompts = new PromptsTable(spark, path);
    this.promotions = new PromotionsTable(spark, path);
    this.staging = new Staging(files, path);
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

      return new Warehouse(spark, files, qualified, /* furtherAttributes= */ List.of());
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

  /**
   * The same warehouse, its table {@code attributes} with columns that a run adds.
   *
   * @param columns made by {@link AttributesTable#column}
   */
  public Warehouse withAttributes(List<StructField> columns) {
    return new Warehouse(spark, files, path, columns);
  }

  /** The session that reads it. */
  public SparkSession spark() {
    return spark;
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

  public ThumbnailsTable thumbnails() {
    return thumbnails;
  }

  public RunsTable runs() {
    return runs;
  }

  public ChunksTable chunks() {
    return chunks;
  }

  public AuditTable audit() {
    return audit;
  }

  public QualityTable quality() {
    return quality;
  }

  public EvaluatedTable evaluated() {
    return evaluated;
  }

  public RatingItemsTable ratingItems() {
    return ratingItems;
  }

  public RatingsTable ratings() {
    return ratings;
  }

  public PromptsTable prompts() {
    return prompts;
  }

  public PromotionsTable promotions() {
    return promotions;
  }

  public Staging staging() {
    return staging;
  }

  /** The tables that {@code enrich} writes, whether they exist or not. */
  public List<WarehouseTable> tables() {
    return List.of(attributes, copy, metrics, thumbnails, runs, chunks);
  }

  /** Those, and the tables that other commands write. */
  public List<WarehouseTable> everyTable() {
    return Stream.concat(
            tables().stream(),
            Stream.of(audit, quality, evaluated, ratingItems, ratings, prompts, promotions))
        .toList();
  }

  /**
   * A table or a view as it is now.
   *
   * @param name of one of {@link #everyTable()}, or of a view
   */
  public Dataset<Row> read(String name) {
    return everyTable().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .map(WarehouseTable::read)
        .orElseGet(() -> views().read(name));
  }

  /** The views of {@code conf/views} as of now: only whole chunks, only newest results. */
  public Views views() {
    return views(spark);
  }

  /** The same, to be read in another session. */
  public Views views(SparkSession reader) {
    return new Views(reader, this);
  }

  /**
   * Takes the right to write here. Waits a term at most while somebody else has it.
   *
   * @throws io.vitrine.error.VitrineException when another driver holds it
   */
  public Lease lease(String runId, Optional<String> runKey, Lease.Terms terms) {
    long highest = tables().stream().mapToLong(WarehouseTable::lastChunk).max().orElse(0);
    return Lease.acquire(files, path, runId, runKey, terms, highest);
  }
}
