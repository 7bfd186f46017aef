package io.vitrine.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.spark.ImageVersions;
import io.vitrine.spark.PictureLocation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A product-image table, whatever it is stored as.
 *
 * @param rows {@code product_id}, {@code image_uri}, {@code image_version}, {@code image} (bytes or
 *     null), then the further columns of the table; a key that is missing or blank is null
 * @param location where relative URIs lead
 * @param bytes whether the table itself holds the pictures' bytes
 */
record ProductImages(Dataset<Row> rows, PictureLocation location, boolean bytes) {
  static final String PRODUCT_ID = "product_id";
  static final String IMAGE_URI = "image_uri";
  static final String IMAGE_VERSION = "image_version";
  static final String IMAGE = "image";

  private static final StructType LISTING =
      new StructType()
          .add(PRODUCT_ID, DataTypes.StringType)
          .add(IMAGE_URI, DataTypes.StringType)
          .add(IMAGE_VERSION, DataTypes.StringType);

  /** Enough files to know what a folder holds. */
  private static final int LOOK_AT = 1000;

  /**
   * Opens a table.
   *
   * @param uri the table, or a folder of pictures
   * @param images folder that relative URIs are relative to; by default the one that holds the
   *     table
   * @param allowed further places that pictures may come from
   * @throws VitrineException when there is no such table, or it lacks a column
   */
  static ProductImages open(
      SparkSession spark,
      Broadcast<SerializableConfiguration> hadoop,
      String uri,
      Optional<String> images,
      List<String> allowed) {
    try {
      Path path = qualified(uri, hadoop.value().value());
      FileSystem files = path.getFileSystem(hadoop.value().value());
      InputFormat format = format(uri, files, path);
      if (format == InputFormat.PICTURES) {
        return folder(spark, files, path, images, allowed);
      }

      Path own = Optional.ofNullable(path.getParent()).orElse(path);
      Path base = images.isPresent() ? qualified(images.get(), hadoop.value().value()) : own;
      List<String> places = new ArrayList<>(allowed);
      places.add(own.toString());
      PictureLocation location = new PictureLocation(base.toString(), places);
      return table(read(spark, uri, path, format), uri, location, hadoop);
    } catch (FileNotFoundException e) {
      throw Errors.invalid(
          "Cannot read the products at " + uri,
          "nothing is there",
          "Check the path; a table or a folder of pictures is expected",
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(uri, e);
    }
  }

  private static Path qualified(String uri, Configuration hadoop) throws IOException {
    Path path = new Path(uri);
    return path.getFileSystem(hadoop).makeQualified(path);
  }

  private static InputFormat format(String uri, FileSystem files, Path path) throws IOException {
    if (files.getFileStatus(path).isFile()) {
      return Arrays.stream(InputFormat.values())
          .filter(f -> f != InputFormat.PICTURES && f.fits(path.getName()))
          .findFirst()
          .orElseThrow(
              () ->
                  Errors.invalid(
                      "Cannot tell what " + uri + " is",
                      "its name ends neither in .csv nor .json, .jsonl or .parquet",
                      "Rename it, or name the folder that holds it"));
    }

    if (files.exists(new Path(path, "_delta_log"))) {
      return InputFormat.DELTA;
    }

    Set<InputFormat> found = EnumSet.noneOf(InputFormat.class);
    RemoteIterator<? extends FileStatus> listing = FilesBelow.of(files, path);
    for (int i = 0; i < LOOK_AT && listing.hasNext(); i++) {
      Path file = listing.next().getPath();
      if (visible(path, file)) {
        Arrays.stream(InputFormat.values()).filter(f -> f.fits(file.getName())).forEach(found::add);
      }
    }

    if (files.exists(new Path(path, "products/_delta_log"))) {
      throw Errors.invalid(
          "Cannot tell which products are meant by " + uri,
          "it is a folder with a table 'products' in it",
          "Use " + new Path(path, "products"));
    }

    if (found.contains(InputFormat.PICTURES)) {
      return InputFormat.PICTURES;
    }

    if (found.size() == 1) {
      return found.iterator().next();
    }

    throw Errors.invalid(
        "Cannot read the products at " + uri,
        found.isEmpty()
            ? "the folder holds neither a table nor pictures"
            : "the folder holds tables of several formats: " + found,
        "Name a Delta, Parquet, CSV or JSON table, or a folder of pictures");
  }

  private static ProductImages folder(
      SparkSession spark,
      FileSystem files,
      Path folder,
      Optional<String> images,
      List<String> allowed)
      throws IOException {
    if (images.isPresent()) {
      throw Errors.invalid(
          "--images makes no sense here",
          "--products is itself a folder of pictures, " + folder,
          "Leave --images out");
    }

    List<Row> rows = new ArrayList<>();
    RemoteIterator<? extends FileStatus> listing = FilesBelow.of(files, folder);
    while (listing.hasNext()) {
      FileStatus file = listing.next();
      String name = file.getPath().getName();
      if (visible(folder, file.getPath()) && InputFormat.PICTURES.fits(name)) {
        rows.add(
            RowFactory.create(
                name.substring(0, name.lastIndexOf('.')),
                relative(folder, file.getPath()),
                ImageVersions.of(file)));
      }
    }

    Dataset<Row> table =
        spark.createDataFrame(rows, LISTING).withColumn(IMAGE, lit(null).cast("binary"));
    return new ProductImages(
        table, new PictureLocation(folder.toString(), allowed), /* bytes= */ false);
  }

  private static String relative(Path folder, Path file) {
    String base = folder.toUri().getPath();
    return file.toUri().getPath().substring(base.endsWith("/") ? base.length() : base.length() + 1);
  }

  /** Whether no part of the path below the folder is hidden, as Spark and Hadoop understand it. */
  private static boolean visible(Path folder, Path file) {
    return Arrays.stream(relative(folder, file).split("/"))
        .noneMatch(part -> part.startsWith("_") || part.startsWith("."));
  }

  private static Dataset<Row> read(SparkSession spark, String uri, Path path, InputFormat format) {
    try {
      return switch (format) {
        case DELTA -> spark.read().format("delta").load(path.toString());
        case PARQUET -> spark.read().parquet(path.toString());
        case CSV ->
            spark
                .read()
                .option("header", "true")
                .option("multiLine", "true")
                .option("escape", "\"")
                .option("mode", "FAILFAST")
                .csv(path.toString());
        case JSON -> spark.read().option("mode", "FAILFAST").json(path.toString());
        case PICTURES -> throw new IllegalStateException("A folder is not read as a table");
      };
    } catch (VitrineException e) {
      throw e;
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not name
      throw unreadable(uri, e);
    }
  }

  private static ProductImages table(
      Dataset<Row> table,
      String uri,
      PictureLocation location,
      Broadcast<SerializableConfiguration> hadoop) {
    Dataset<Row> plain = withoutByteOrderMark(table);
    Set<String> names = new HashSet<>(Arrays.asList(plain.columns()));
    boolean bytes = names.contains(IMAGE);
    List<String> lacking = new ArrayList<>();
    if (!names.contains(PRODUCT_ID)) {
      lacking.add(PRODUCT_ID);
    }

    if (!bytes && !names.contains(IMAGE_URI)) {
      lacking.add(IMAGE_URI + " (or image)");
    }

    if (!lacking.isEmpty()) {
      throw Errors.invalid(
          "The products at " + uri + " lack " + String.join(" and ", lacking),
          "their columns are " + String.join(", ", plain.columns()),
          "Rename the columns, or add the missing ones");
    }

    if (bytes && !(plain.schema().apply(IMAGE).dataType() instanceof BinaryType)) {
      throw Errors.invalid(
          "The column image of " + uri + " cannot be used",
          "it holds " + plain.schema().apply(IMAGE).dataType().simpleString() + ", not bytes",
          "Store the pictures' bytes in it, or name it image_uri if it says where they are");
    }

    Column image = bytes ? col(IMAGE) : lit(null).cast("binary");
    Column given = names.contains(IMAGE_URI) ? text(col(IMAGE_URI)) : lit(null).cast("string");
    Column hash = sha2(image, 256);
    Column listed = udf(new ImageVersions(location, hadoop), DataTypes.StringType).apply(given);
    List<Column> columns = new ArrayList<>();
    columns.add(text(col(PRODUCT_ID)).as(PRODUCT_ID));
    columns.add(coalesce(given, concat(lit("sha256:"), hash)).as(IMAGE_URI));
    columns.add(
        (bytes ? when(image.isNotNull(), hash).otherwise(listed) : listed).as(IMAGE_VERSION));
    columns.add(image.as(IMAGE));
    for (StructField field : plain.schema().fields()) {
      if (!Set.of(PRODUCT_ID, IMAGE_URI, IMAGE_VERSION, IMAGE).contains(field.name())) {
        columns.add(col("`" + field.name().replace("`", "``") + "`"));
      }
    }

    return new ProductImages(plain.select(columns.toArray(Column[]::new)), location, bytes);
  }

  /** A text as it stands; null when it is blank. */
  private static Column text(Column column) {
    Column text = column.cast("string");
    return when(trim(text).notEqual(""), text);
  }

  /** Spreadsheets put a mark before the first column's name. */
  private static Dataset<Row> withoutByteOrderMark(Dataset<Row> table) {
    String first = table.columns().length == 0 ? "" : table.columns()[0];
    return first.startsWith("\uFEFF") ? table.withColumnRenamed(first, first.substring(1)) : table;
  }

  private static VitrineException unreadable(String uri, Exception e) {
    return Errors.invalid(
        "Cannot read the products at " + uri,
        Failures.reason(e),
        "Check the address, the right to read it, and that the files are whole",
        e);
  }
}
