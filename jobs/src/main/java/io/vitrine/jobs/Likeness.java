package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.vitrine.spark.ImageHashes;
import io.vitrine.spark.PictureRows;
import io.vitrine.table.CopyTable;
import io.vitrine.table.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Brings pictures together that may have the same bytes, and to them the answers that the tables
 * hold about such bytes, before any picture is read: equal bytes have equal sizes. The column
 * {@code likeness} is the etag where the store gives one, and the size where it does not; where so
 * many files have one size that it tells nothing, the hash of their bytes. Whether bytes are the
 * same is decided by the hash of what is fetched.
 *
 * @param hashes of the pictures' bytes, by {@code image_uri}
 */
record Likeness(Warehouse warehouse, String model, ImageHashes hashes) {
  static final String COLUMN = "likeness";

  /** Pictures of one size from which on pieces would be uneven. */
  private static final long CROWD = 64;

  /** An {@code image_version} that holds the size. */
  private static final String SIZE = "^(\\d+)-\\d+$";

  private static final String[] KEY = {"product_id", "image_uri"};

  /**
   * Adds the column to pictures.
   *
   * @param pictures with {@code product_id}, {@code image_uri} and {@code image_version}
   */
  static Dataset<Row> of(Dataset<Row> pictures) {
    return pictures.withColumn(COLUMN, sizeOrEtag());
  }

  /**
   * The sizes that tell nothing; empty when there is none. Looks at the pictures' rows.
   *
   * @param alike pictures with their likeness
   * @param count how many they are
   */
  static Optional<Dataset<Row>> crowds(Dataset<Row> alike, long count) {
    if (count <= CROWD) {
      return Optional.empty();
    }

    Dataset<Row> crowds =
        alike
            .where(col("image_version").rlike(SIZE))
            .groupBy(COLUMN)
            .agg(count(lit(1)).as("crowd"))
            .where(col("crowd").gt(CROWD))
            .select(COLUMN);
    return crowds.isEmpty() ? Optional.empty() : Optional.of(crowds);
  }

  /** Tells pictures in crowds apart by the hash of their bytes. Reads each file of them once. */
  Dataset<Row> apart(Dataset<Row> alike, Dataset<Row> crowds) {
    Dataset<Row> hashed =
        alike
            .join(broadcast(crowds), new String[] {COLUMN}, "left_semi")
            .select("image_uri")
            .distinct()
            .withColumn("hash", udf(hashes, DataTypes.StringType).apply(col("image_uri")));
    return alike
        .join(hashed, new String[] {"image_uri"}, "left")
        .withColumn(COLUMN, coalesce(col("hash"), col(COLUMN)))
        .drop("hash");
  }

  /** Null in no row, so that pictures of which nothing is known are spread, too. */
  private static Column sizeOrEtag() {
    Column size = regexp_extract(col("image_version"), SIZE, 1);
    return when(size.notEqual(""), size)
        .otherwise(
            coalesce(col("image_version"), concat_ws("\n", col("product_id"), col("image_uri"))));
  }

  /**
   * Answers that the tables hold about bytes that some of these pictures may have: the column
   * {@link #COLUMN}, and {@code known} as in {@link PictureRows#JOBS}.
   *
   * @param todo pictures with their likeness
   */
  Dataset<Row> known(Dataset<Row> todo) {
    Dataset<Row> attributes = warehouse.views().read("v_attributes");
    // the same picture under another version counts, whatever its store's versions are
    Dataset<Row> sameKeys = todo.select(col("product_id"), col("image_uri"), col(COLUMN).as("own"));
    Column likenesses =
        array_compact(array_distinct(array(sizeOrEtag(), col("image_sha256"), col("own"))));
    Dataset<Row> pictures =
        sameKeys
            .join(attributes, KEY, "right")
            .withColumn(COLUMN, explode(likenesses))
            .join(todo.select(COLUMN).distinct(), new String[] {COLUMN}, "left_semi")
            .as("a");
    Dataset<Row> texts =
        warehouse.views().read("v_copy").where(col("model").equalTo(model)).as("c");
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
            answer(Arrays.asList(attributes.columns()), warehouse.attributes().furtherColumns())
                .as("answer"))
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
