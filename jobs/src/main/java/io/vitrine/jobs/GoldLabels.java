package io.vitrine.jobs;

import io.vitrine.error.Errors;
import io.vitrine.sheet.Sheet;
import io.vitrine.sheet.SheetReader;
import io.vitrine.sheet.SheetRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Labels that people gave: {@code product_id} and any of category, color, material and
 * key_features. A blank cell is a field that nobody labelled.
 *
 * @param rows one row for each product: product_id and {@link #LABELS}, null where not labelled;
 *     the features as a list, each once
 */
record GoldLabels(Dataset<Row> rows) {
  static final String PRODUCT_ID = "product_id";
  static final String FEATURES = "key_features";

  /** Labels that are one value. */
  static final List<String> FIELDS = List.of("category", "color", "material");

  /** All of them. */
  static final List<String> LABELS = List.of("category", "color", "material", FEATURES);

  private static final List<String> ID_NAMES =
      List.of(PRODUCT_ID, "商品ID", "商品编号", "商品编码", "产品ID", "货号");
  private static final Map<String, List<String>> FIELD_NAMES =
      Map.of(
          "category",
          List.of("category", "类目", "商品类目", "品类", "类别", "分类"),
          "color",
          List.of("color", "colour", "颜色", "主色", "主颜色"),
          "material",
          List.of("material", "材质", "面料", "材料"),
          FEATURES,
          List.of(FEATURES, "features", "卖点", "核心卖点", "商品卖点", "关键特征"));

  /**
   * Reads a CSV or XLSX file with a header.
   *
   * @throws io.vitrine.error.VitrineException when there is no such file, it is no such sheet, a
   *     column is missing, or a product stands in it twice
   */
  static GoldLabels read(SparkSession spark, String uri) {
    Sheet sheet = sheet(spark, uri);
    int id = sheet.requiredColumn(ID_NAMES);
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (String field : LABELS) {
      sheet.column(FIELD_NAMES.get(field)).ifPresent(column -> columns.put(field, column));
    }

    if (columns.isEmpty()) {
      throw Errors.invalid(
          "Cannot read the labels in " + uri,
          "its columns are " + sheet.columns(),
          "It needs product_id and at least one of " + String.join(", ", LABELS));
    }

    requireIds(sheet, id);
    List<Row> rows = new ArrayList<>();
    for (SheetRow row : sheet.rows()) {
      List<Object> values = new ArrayList<>(List.of(row.cell(id)));
      for (String label : LABELS) {
        values.add(columns.containsKey(label) ? value(label, row.cell(columns.get(label))) : null);
      }

      rows.add(RowFactory.create(values.toArray()));
    }

    return new GoldLabels(spark.createDataFrame(rows, schema()));
  }

  private static StructType schema() {
    StructType schema = new StructType().add(PRODUCT_ID, DataTypes.StringType);
    for (String field : FIELDS) {
      schema = schema.add(field, DataTypes.StringType);
    }

    return schema.add(FEATURES, DataTypes.createArrayType(DataTypes.StringType));
  }

  private static Object value(String label, String cell) {
    if (label.equals(FEATURES)) {
      List<String> items = Sheet.items(cell);
      return items.isEmpty() ? null : items.toArray();
    }

    return cell.isEmpty() ? null : cell;
  }

  private static void requireIds(Sheet sheet, int id) {
    Map<String, Integer> seen = new HashMap<>();
    for (SheetRow row : sheet.rows()) {
      String product = row.cell(id);
      if (product.isEmpty()) {
        throw sheet.wrong(row.number(), id, "it is blank", "Fill it in, or take the row out");
      }

      Integer earlier = seen.putIfAbsent(product, row.number());
      if (earlier != null) {
        throw sheet.wrong(
            row.number(),
            id,
            "product stands in it more than once: " + product + ", in row " + earlier + " already",
            "Keep one row for each product");
      }
    }
  }

  private static Sheet sheet(SparkSession spark, String uri) {
    Path path = new Path(uri);
    try (InputStream in = path.getFileSystem(spark.sessionState().newHadoopConf()).open(path)) {
      return new SheetReader(uri, ID_NAMES).read(in);
    } catch (FileNotFoundException e) {
      throw Errors.invalid(
          "Cannot read the labels in " + uri, "there is no such file", "Check the path", e);
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the labels in " + uri,
          String.valueOf(e.getMessage()),
          "Check the address and the right to read it",
          e);
    }
  }
}
