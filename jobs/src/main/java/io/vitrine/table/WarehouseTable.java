package io.vitrine.table;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A Delta table of a warehouse: its name, its columns and how it is written. */
public abstract sealed class WarehouseTable
    permits AttributesTable,
        AuditTable,
        ChunksTable,
        CopyTable,
        EvaluatedTable,
        MetricsTable,
        PromotionsTable,
        PromptsTable,
        QualityTable,
        RatingItemsTable,
        RatingsTable,
        RunsTable,
        ThumbnailsTable {
  /**
   * The columns by which a file can be passed over; any other's values are in all files. Figures
   * for all columns would take as long as the rows.
   */
  private static final List<String> SKIPPING = List.of("chunk", "run_id", "fingerprint", "at");

  private final SparkSession spark;
  private final Path path;

  WarehouseTable(SparkSession spark, Path warehouse) {
    this.spark = spark;
    this.path = new Path(warehouse, name());
  }

  /** The table's name, in SQL and as a folder of the warehouse. */
  public abstract String name();

  /** The columns, with what they mean as comments. */
  public abstract StructType schema();

  /** What the table is, for its description in SQL. */
  abstract String comment();

  /** Delta's properties of the table, beyond its defaults. */
  Map<String, String> properties() {
    return Map.of();
  }

  /** The columns that tell rows apart; empty for a table that only grows. */
  abstract List<String> keys();

  /** The columns that are there now; none where the table does not exist. */
  StructType present() {
    return exists() ? snapshot().schema() : new StructType();
  }

  /** Where the table lies. */
  public String location() {
    return path.toString();
  }

  /** Whether the table was ever written; the folder that a creation left half done is none. */
  public boolean exists() {
    try {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      return Arrays.stream(files.listStatus(new Path(path, "_delta_log")))
          .anyMatch(file -> file.getPath().getName().matches("\\d+\\.(json|checkpoint.*)"));
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot reach the table " + path,
          String.valueOf(e.getMessage()),
          "Check the warehouse's address and the right to read it",
          e);
    }
  }

  /**
   * The rows, under the columns of {@link #schema()}: none when the table does not exist yet, nulls
   * where an older one lacks a column.
   */
  public Dataset<Row> read() {
    return spark.sql(query());
  }

  /** A query for the rows as {@link #read()} gives them. */
  String query() {
    return exists() ? query(snapshot()) : noRows();
  }

  /** The same for the rows as they are now, whatever is committed before it is run. */
  String queryOfNow() {
    if (!exists()) {
      return noRows();
    }

    Snapshot now = snapshot();
    return query(now) + " VERSION AS OF " + now.version();
  }

  private String noRows() {
    return "SELECT " + nulls(Arrays.stream(schema().fields())) + " WHERE false";
  }

  private String query(Snapshot snapshot) {
    List<String> present = Arrays.asList(snapshot.schema().fieldNames());
    String lacking =
        nulls(Arrays.stream(schema().fields()).filter(f -> !present.contains(f.name())));
    return "SELECT *" + (lacking.isEmpty() ? "" : ", " + lacking) + " FROM " + place();
  }

  private static String nulls(Stream<StructField> columns) {
    return columns
        .map(f -> String.format("CAST(NULL AS %s) AS %s", f.dataType().sql(), f.name()))
        .collect(Collectors.joining(", "));
  }

  /** Creates the table, without rows, if it does not exist. */
  public void create() {
    if (exists()) {
      return;
    }

    forgetUnfinishedCreation();
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark).location(location()).comment(comment());
    properties().forEach(builder::property);
    String skipping =
        SKIPPING.stream()
            .filter(Arrays.asList(schema().fieldNames())::contains)
            .collect(Collectors.joining(","));
    if (!skipping.isEmpty()) {
      builder.property("delta.dataSkippingStatsColumns", skipping);
    }

    builder.addColumns(schema()).execute();
  }

  /** Delta takes a folder with anything in it for a table that is there. */
  private void forgetUnfinishedCreation() {
    try {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      files.delete(new Path(path, "_delta_log"), /* recursive= */ true);
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot create the table " + path,
          String.valueOf(e.getMessage()),
          "Check the warehouse's address and the right to write there",
          e);
    }
  }

  /**
   * Brings a table of an older version up to this one.
   *
   * @throws io.vitrine.error.VitrineException when it holds a column of another type, or lacks one
   *     that cannot be added to rows that are there
   */
  public void upgrade() {
    if (!exists()) {
      return;
    }

    // as the log has it now: Delta may remember that an earlier try to create it failed
    StructType present = snapshot().schema();
    List<StructField> missing =
        Arrays.stream(schema().fields()).filter(f -> !fits(f, present)).toList();
    if (!missing.isEmpty()) {
      String columns = missing.stream().map(StructField::toDDL).collect(Collectors.joining(", "));
      spark.sql("ALTER TABLE " + place() + " ADD COLUMNS (" + columns + ")");
    }
  }

  /** Whether the column is there as it should be; what cannot be mended is refused. */
  private boolean fits(StructField wanted, StructType present) {
    if (!Arrays.asList(present.fieldNames()).contains(wanted.name())) {
      if (Arrays.stream(present.fieldNames()).anyMatch(wanted.name()::equalsIgnoreCase)) {
        throw incompatible("it spells the column " + wanted.name() + " otherwise");
      }

      if (wanted.nullable()) {
        return false;
      }

      throw incompatible("it lacks the column " + wanted.name());
    }

    DataType found = present.apply(wanted.name()).dataType();
    if (!DataType.equalsIgnoreNullability(found, wanted.dataType())) {
      throw incompatible(
          String.format(
              "its column %s is %s and not %s",
              wanted.name(), found.simpleString(), wanted.dataType().simpleString()));
    }

    return true;
  }

  private VitrineException incompatible(String reason) {
    return Errors.invalid(
        "Cannot use the table " + path,
        reason,
        "Use the version of Vitrine that wrote it, another name for a field of your own, or a new"
            + " warehouse");
  }

  /** Adds rows. */
  public void append(Dataset<Row> rows) {
    rows.select(ownColumns()).write().format("delta").mode("append").save(location());
  }

  /**
   * Adds a chunk's rows, once however often it is asked for.
   *
   * @throws io.vitrine.error.VitrineException when the table has gone on without this chunk
   */
  public WriteOutcome append(Dataset<Row> rows, ChunkId chunk) {
    // Delta reads its log with the thread's session, whatever the rows came from
    return spark.withActive(() -> appendOnce(rows, chunk));
  }

  /**
   * As Delta's writer does with {@code txnAppId} and {@code txnVersion}, but for the table's state:
   * the last chunk is in the checksum beside the last commit, and the state costs more than the
   * write.
   */
  private WriteOutcome appendOnce(Dataset<Row> rows, ChunkId chunk) {
    OptimisticTransaction transaction = log().startTransaction(Option.empty(), Option.empty());
    // from here on Delta refuses this commit when another one brings a chunk in
    transaction.readTxn().addOne(applicationId());
    long last = lastChunk(transaction.snapshot());
    if (last >= chunk.number()) {
      return outcomeOfSkipped(last, chunk);
    }

    transaction.updateSetTransaction(
        applicationId(), chunk.number(), Option.apply(System.currentTimeMillis()));
    transaction.commit(
        asActions(transaction.writeFiles(rows.select(ownColumns()))),
        new DeltaOperations.Write(
            SaveMode.Append,
            /* partitionBy= */ Option.empty(),
            /* predicate= */ Option.empty(),
            Option.apply(chunk.metadata()),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty()));
    return WriteOutcome.WRITTEN;
  }

  /**
   * Puts rows in the place of those that meet a condition, once however often it is asked for.
   *
   * @param condition in SQL; all the rows meet it
   */
  WriteOutcome replace(String condition, Dataset<Row> rows, ChunkId chunk) {
    return spark.withActive(() -> replaceOnce(condition, rows, chunk));
  }

  private WriteOutcome replaceOnce(String condition, Dataset<Row> rows, ChunkId chunk) {
    long last = lastChunk();
    if (last >= chunk.number()) {
      return outcomeOfSkipped(last, chunk);
    }

    rows.select(ownColumns())
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", condition)
        .option("txnAppId", applicationId())
        .option("txnVersion", Long.toString(chunk.number()))
        .option("userMetadata", chunk.metadata())
        .save(location());
    return WriteOutcome.WRITTEN;
  }

  @SuppressWarnings("unchecked") // Scala's Seq is covariant
  private static Seq<Action> asActions(Seq<? extends Action> actions) {
    return (Seq<Action>) actions;
  }

  /**
   * Brings rows in by their keys: those that are there take the new values, the others are added.
   *
   * @param rows one for each key
   */
  public void merge(Dataset<Row> rows) {
    merge(rows, /* replaces= */ true);
  }

  /**
   * Adds the rows whose keys are not there yet.
   *
   * @param rows one for each key
   */
  public void addMissing(Dataset<Row> rows) {
    merge(rows, /* replaces= */ false);
  }

  private void merge(Dataset<Row> rows, boolean replaces) {
    create();
    DeltaMergeBuilder merge =
        DeltaTable.forPath(spark, location())
            .as("t")
            .merge(rows.select(ownColumns()).as("s"), sameKeys());
    (replaces ? merge.whenMatched().updateAll() : merge).whenNotMatched().insertAll().execute();
  }

  private String sameKeys() {
    return keys().stream().map(k -> "t." + k + " = s." + k).collect(Collectors.joining(" AND "));
  }

  private WriteOutcome outcomeOfSkipped(long last, ChunkId chunk) {
    if (last == chunk.number()) {
      return WriteOutcome.ALREADY_THERE;
    }

    throw Errors.failed(
        "Cannot commit chunk " + chunk.number() + " to " + path,
        "the table holds the later chunk " + last + ", so another driver has taken over",
        "Nothing is lost: start the command again, it goes on from what is committed",
        /* cause= */ null);
  }

  /** The table's name in SQL wherever it stands in scope. */
  String place() {
    return "delta.`" + location() + "`";
  }

  private Snapshot snapshot() {
    return log().update(false, Option.empty(), Option.empty());
  }

  private DeltaLog log() {
    return DeltaLog.forTable(spark, location());
  }

  /** Number of the last chunk that was written here; -1 when there is none. */
  long lastChunk() {
    if (!exists()) {
      return -1;
    }

    return lastChunk(snapshot());
  }

  private long lastChunk(Snapshot snapshot) {
    Option<Seq<SetTransaction>> known =
        snapshot.checksumOpt().flatMap(VersionChecksum::setTransactions);
    return CollectionConverters.asJava(known.isEmpty() ? snapshot.setTransactions() : known.get())
        .stream()
        .filter(transaction -> transaction.appId().equals(applicationId()))
        .mapToLong(SetTransaction::version)
        .findAny()
        .orElse(-1);
  }

  private String applicationId() {
    return "vitrine." + name();
  }

  /** Removes rows of whose key one of these chunks has a newer row. May be repeated. */
  public void removeReplaced(List<Long> chunks) {
    if (files() == 0) {
      return;
    }

    Dataset<Row> newer =
        read()
            .where(functions.col("chunk").isInCollection(chunks))
            .groupBy(keys().stream().map(functions::col).toArray(Column[]::new))
            .agg(functions.max("chunk").as("newest"));
    DeltaTable.forPath(spark, location())
        .as("t")
        .merge(newer.as("s"), sameKeys() + " AND coalesce(t.chunk, 0L) < s.newest")
        .whenMatched()
        .delete()
        .execute();
  }

  /** How many files hold the table as it is now. */
  public long files() {
    return snapshot().numOfFiles();
  }

  /**
   * Joins small files, and removes those that no version of the last hours needs.
   *
   * @param keepHours age up to which all versions stay whole
   */
  public void maintain(int keepHours) {
    DeltaTable table = DeltaTable.forPath(spark, location());
    table.optimize().executeCompaction();
    table.vacuum(keepHours);
  }

  SparkSession spark() {
    return spark;
  }

  Column[] ownColumns() {
    return Arrays.stream(schema().fieldNames()).map(functions::col).toArray(Column[]::new);
  }

  static StructField required(String name, DataType type, String comment) {
    return new StructField(name, type, /* nullable= */ false, Metadata.empty())
        .withComment(comment);
  }

  static StructField optional(String name, DataType type, String comment) {
    return new StructField(name, type, /* nullable= */ true, Metadata.empty()).withComment(comment);
  }
}
