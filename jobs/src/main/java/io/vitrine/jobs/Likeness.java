package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.vitrine.spark.ImageHashes;
import io.vitrine.spark.PictureRows;
import io.vitrine.table.CopyTable;
import io.vitrine.table.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings pictures together that may have the same bytes, and to them the answers that the tables
 * hold about such bytes, before any picture is read: equal bytes have equal sizes. The column
 * {@code likeness} is the etag where the store gives one, and the size where it does not. Where so
 * many files have one size that it tells little, it is the hash of their bytes, as long as those
 * are few; beyond, only the name tells which of them go together. Whether bytes are the same is
 * decided by the hash of what is fetched.
 *
 * @param tables the warehouse's views by name
 * @param model whose answers may be taken
 * @param prompts names of those prompts to which the same bytes have the same answer
 * @param hashes of the pictures' bytes, by {@code image_uri}
 */
record Likeness(
    Warehouse warehouse,
    Map<String, Dataset<Row>> tables,
    String model,
    List<String> prompts,
    ImageHashes hashes) {
  static final String COLUMN = "likeness";

  /** Pictures of one size from which on pieces would be uneven, and known answers too many. */
  private static final long CROWD = 256;

  /** Files that may be read to tell them apart, however few pictures are to be run. */
  private static final long FEW_FILES = 10_000;

  /** And one in so many, if that is more. */
  private static final long FILES_READ = 100;

  /** Rows that each executor may hold. */
  private static final long FEW_ROWS = 100_000;

  /** An {@code image_version} that holds the size. */
  private static final String SIZE = "^(\\d+)-\\d+$";

  private static final String[] KEY = {"product_id", "image_uri"};

  private static final StructType CROWDS =
      new StructType()
          .add(COLUMN, DataTypes.StringType)
          .add("crowd", DataTypes.LongType)
          .add("is_read", DataTypes.BooleanType);

  private static final StructType KNOWN =
      new StructType()
          .add(COLUMN, DataTypes.StringType)
          .add("known", PictureRows.JOBS.apply("known").dataType());

  /**
   * Adds the column to pictures.
   *
   * @param pictures with {@code product_id}, {@code image_uri} and {@code image_version}
   */
  static Dataset<Row> of(Dataset<Row> pictures) {
    return pictures.withColumn(COLUMN, sizeOrEtag());
  }

  /** Null in no row, so that pictures of which nothing is known are spread, too. */
  private static Column sizeOrEtag() {
    Column size = regexp_extract(col("image_version"), SIZE, 1);
    return when(size.notEqual(""), size)
        .otherwise(
            coalesce(col("image_version"), concat_ws("\n", col("product_id"), col("image_uri"))));
  }

  /**
   * Tells pictures of one size apart where they are a crowd; empty when they nowhere are. Looks at
   * the pictures' rows.
   *
   * @param alike pictures with their likeness
   * @param count how many they are
   */
  Optional<Dataset<Row>> apart(Dataset<Row> alike, long count) {
    List<Row> crowds = count <= CROWD ? List.of() : crowds(alike, count);
    if (crowds.isEmpty()) {
      return Optional.empty();
    }

    Dataset<Row> marked =
        alike.join(
            broadcast(alike.sparkSession().createDataFrame(crowds, CROWDS)),
            new String[] {COLUMN},
            "left");
    Dataset<Row> read =
        marked
            .where(col("is_read"))
            .select("image_uri")
            .distinct()
            .withColumn("hash", udf(hashes, DataTypes.StringType).apply(col("image_uri")));
    Column share = pmod(xxhash64(col("image_uri")), ceil(col("crowd").divide(CROWD)));
    Column byName = when(not(col("is_read")), concat_ws("/", col(COLUMN), share));
    return Optional.of(
        marked
            .join(read, new String[] {"image_uri"}, "left")
            .withColumn(COLUMN, coalesce(col("hash"), byName, col(COLUMN)))
            .drop("hash", "crowd", "is_read"));
  }

  /** The sizes that tell little, and of which of them the files are read. */
  private static List<Row> crowds(Dataset<Row> alike, long count) {
    List<Row> sizes =
        alike
            .where(col("image_version").rlike(SIZE))
            .groupBy(COLUMN)
            .agg(count(lit(1)).as("crowd"))
            .where(col("crowd").gt(CROWD))
            .collectAsList();
    List<Row> largestFirst =
        sizes.stream()
            .sorted(
                Comparator.comparingLong((Row size) -> size.getLong(1))
                    .reversed()
                    .thenComparing(size -> size.getString(0)))
            .toList();
    List<Row> crowds = new ArrayList<>();
    long left = Math.max(FEW_FILES, count / FILES_READ);
    for (Row size : largestFirst) {
      long crowd = size.getLong(1);
      boolean isRead = crowd <= left;
      left -= isRead ? crowd : 0;
      crowds.add(RowFactory.create(size.getString(0), crowd, isRead));
    }

    return crowds;
  }

  /**
   * Answers that the tables hold about bytes that some of these pictures may have: the column
   * {@link #COLUMN}, and {@code known} as in {@link PictureRows#JOBS}. It is kept until the caller
   * lets go of it.
   *
   * @param todo pictures with their likeness
   * @param count how many they are
   */
  Dataset<Row> known(Dataset<Row> todo, long count) {
    Dataset<Row> texts =
        tables
            .get("v_copy")
            .where(col("model").equalTo(model).and(col("prompt").isInCollection(prompts)));
    if (texts.isEmpty()) {
      return todo.sparkSession().createDataFrame(List.of(), KNOWN);
    }

    Dataset<Row> attributes = tables.get("v_attributes");
    Dataset<Row> pictures =
        described(todo, count, attributes).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long found = pictures.count();
      Dataset<Row> known =
          answers(forJoin(pictures, found).as("a"), texts.as("c"), attributes.columns())
              .persist(StorageLevel.MEMORY_AND_DISK());
      known.count();
      return known;
    } finally {
      pictures.unpersist();
    }
  }

  /** Pictures of which the tables have something, under each likeness that one to be run has. */
  private static Dataset<Row> described(Dataset<Row> todo, long count, Dataset<Row> attributes) {
    // the same picture under another version counts, whatever its store's versions are
    Dataset<Row> sameKeys = todo.select(col("product_id"), col("image_uri"), col(COLUMN).as("own"));
    Column likenesses =
        array_compact(array_distinct(array(sizeOrEtag(), col("image_sha256"), col("own"))));
    Column rank =
        row_number()
            .over(
                Window.partitionBy(COLUMN).orderBy(col("own").isNull(), col("image_sha256").asc()));
    return forJoin(sameKeys, count)
        .join(attributes, KEY, "right")
        .withColumn(COLUMN, explode(likenesses))
        .join(forJoin(todo.select(COLUMN).distinct(), count), new String[] {COLUMN}, "left_semi")
        .withColumn("rank", rank)
        .where(col("rank").leq(CROWD));
  }

  private static Dataset<Row> forJoin(Dataset<Row> rows, long count) {
    return count <= FEW_ROWS ? broadcast(rows) : rows;
  }

  private Dataset<Row> answers(Dataset<Row> pictures, Dataset<Row> texts, String[] attributes) {
    Column samePicture =
        col("a.product_id")
            .equalTo(col("c.product_id"))
            .and(col("a.image_uri").equalTo(col("c.image_uri")))
            .and(col("a.image_version").eqNullSafe(col("c.image_version")));
    Column wholeAnswer =
        col("c.channel")
            .notEqual(CopyTable.DETAIL)
            .or(col("a.fingerprint").equalTo(col("c.fingerprint")));
    return pictures
        .join(texts, samePicture.and(wholeAnswer))
        .select(
            col("a." + COLUMN).as(COLUMN),
            col("a.image_sha256").as("sha256"),
            col("c.fingerprint").as("fingerprint"),
            answer(Arrays.asList(attributes), warehouse.attributes().furtherColumns()).as("answer"))
        .dropDuplicates(COLUMN, "sha256", "fingerprint")
        .select(col(COLUMN), struct("sha256", "answer").as("known"));
  }

  private static Column answer(List<String> attributes, StructType further) {
    List<Column> fields = new ArrayList<>();
    for (StructField field : PictureRows.ANSWER.fields()) {
      String name = field.name();
      Column value =
          switch (name) {
            case "channel", "prompt", "fingerprint", "text" -> col("c." + name);
            case "replaces" -> lit(false);
            case PictureRows.FURTHER -> further(attributes, further);
            default ->
                attributes.contains(name)
                    ? when(col("c.channel").equalTo(CopyTable.DETAIL), col("a." + name))
                    : lit(null);
          };
      fields.add(value.cast(field.dataType()).as(name));
    }

    return struct(fields.toArray(Column[]::new));
  }

  /** The fields that a team has added, as JSON; null where there are none. */
  private static Column further(List<String> attributes, StructType further) {
    Column[] fields =
        Arrays.stream(further.fieldNames())
            .filter(attributes::contains)
            .map(name -> col("a." + name))
            .toArray(Column[]::new);
    return fields.length == 0
        ? lit(null)
        : when(col("c.channel").equalTo(CopyTable.DETAIL), to_json(struct(fields)));
  }
}
