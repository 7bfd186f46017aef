package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.trim;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Labels that people gave: {@code product_id} and any of category, color and material. A blank cell
 * is a field that nobody labelled.
 *
 * @param rows one row for each product: product_id and the three fields, null where not labelled
 */
record GoldLabels(Dataset<Row> rows) {
  static final String PRODUCT_ID = "product_id";
  static final List<String> FIELDS = List.of("category", "color", "material");

  private static final int EXAMPLES = 3;

  /**
   * Refuses what is known not to be a gold file before anything is opened.
   *
   * @throws io.vitrine.error.VitrineException when the name ends like a spreadsheet's
   */
  static void requireCsv(String uri) {
    if (uri.toLowerCase(Locale.ROOT).matches(".*\\.xlsx?")) {
      throw Errors.invalid(
          "Cannot read the labels in " + uri,
          "it is a spreadsheet and this version reads CSV",
          "Save the sheet as CSV UTF-8");
    }
  }

  /**
   * Reads a CSV file with a header line.
   *
   * @throws io.vitrine.error.VitrineException when there is no such file, a column is missing, a
   *     product stands in it twice, or it holds no label
   */
  static GoldLabels read(SparkSession spark, String uri) {
    requireCsv(uri);
    requireExisting(spark, uri);
    Dataset<Row> raw =
        spark
            .read()
            .option("header", true)
            .option("multiLine", true)
            .option("escape", "\"")
            .csv(uri);
    Map<String, String> names =
        Arrays.stream(raw.columns())
            .collect(Collectors.toMap(GoldLabels::plain, Function.identity(), (a, b) -> a));
    if (!names.containsKey(PRODUCT_ID) || FIELDS.stream().noneMatch(names::containsKey)) {
      throw Errors.invalid(
          "Cannot read the labels in " + uri,
          "its columns are " + String.join(", ", raw.columns()),
          "It needs product_id and at least one of " + String.join(", ", FIELDS));
    }
    Column[] columns =
        List.of(PRODUCT_ID, "category", "color", "material").stream()
            .map(name -> names.containsKey(name) ? text(names.get(name)).as(name) : absent(name))
            .toArray(Column[]::new);
    Dataset<Row> rows = raw.select(columns).where(col(PRODUCT_ID).isNotNull()).cache();
    requireUnique(rows, uri);
    return new GoldLabels(rows);
  }

  private static void requireExisting(SparkSession spark, String uri) {
    Path path = new Path(uri);
    try {
      if (path.getFileSystem(spark.sessionState().newHadoopConf()).exists(path)) {
        return;
      }
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the labels in " + uri,
          String.valueOf(e.getMessage()),
          "Check the address and the right to read it",
          e);
    }
    throw Errors.invalid(
        "Cannot read the labels in " + uri, "there is no such file", "Check the path");
  }

  private static void requireUnique(Dataset<Row> rows, String uri) {
    List<String> twice =
        rows
            .groupBy(PRODUCT_ID)
            .count()
            .where("count > 1")
            .orderBy(PRODUCT_ID)
            .limit(EXAMPLES)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    if (!twice.isEmpty()) {
      throw Errors.invalid(
          "Cannot use the labels in " + uri,
          "products stand in it more than once: " + String.join(", ", twice),
          "Keep one row for each product");
    }
  }

  private static String plain(String name) {
    return name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
  }

  private static Column text(String name) {
    return nullif(trim(col("`" + name.replace("`", "``") + "`")), lit(""));
  }

  private static Column absent(String name) {
    return lit(null).cast(DataTypes.StringType).as(name);
  }
}
