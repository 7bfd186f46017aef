package io.vitrine.notebook;

import io.vitrine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A notebook in the formats of other tools. Equal notebooks give equal files. */
public final class NotebookFormats {
  /** Makes {@code %%sql} known to a plain Python kernel with pyspark. */
  private static final String JUPYTER_SETUP =
      """
      # Needs pyspark 4.2, Delta and vitrine.jar; name the folder that holds the tables.
      import os
      from IPython.core.magic import register_cell_magic
      from pyspark.sql import SparkSession

      spark = (
          SparkSession.builder
          .config("spark.jars", os.environ.get("VITRINE_JAR", "jobs/target/vitrine.jar"))
          .config("spark.jars.packages", "io.delta:delta-spark_4.2_2.13:4.4.0")
          .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension,"
                  "io.vitrine.spark.VitrineExtensions")
          .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
          .config("spark.sql.catalog.vitrine", "io.vitrine.jobs.VitrineCatalog")
          .config("spark.sql.catalog.vitrine.warehouse", os.environ["VITRINE_WAREHOUSE"])
          .getOrCreate())

      @register_cell_magic
      def sql(line, cell):
          return spark.sql(cell.rstrip().rstrip(";")).limit(500).toPandas()""";

  private NotebookFormats() {}

  /** Jupyter's format, nbformat 4.5. */
  public static String jupyter(String name, Notebook notebook) {
    List<Object> cells = new ArrayList<>();
    cells.add(code(name + 0, JUPYTER_SETUP));
    for (Notebook.Cell cell : notebook.cells()) {
      String id = name + cells.size();
      cells.add(
          cell.statement().isEmpty()
              ? object(
                  "cell_type",
                  "markdown",
                  "id",
                  id(id),
                  "metadata",
                  Map.of(),
                  "source",
                  lines(cell.text()))
              : code(id, "%%sql\n" + cell.statement()));
    }

    Object kernel = object("display_name", "Python 3", "language", "python", "name", "python3");
    Object metadata = object("kernelspec", kernel, "language_info", Map.of("name", "python"));
    return text(object("cells", cells, "metadata", metadata, "nbformat", 4, "nbformat_minor", 5));
  }

  private static Object code(String id, String source) {
    return object(
        "cell_type",
        "code",
        "id",
        id(id),
        "execution_count",
        null,
        "metadata",
        Map.of(),
        "outputs",
        List.of(),
        "source",
        lines(source));
  }

  private static List<String> lines(String text) {
    List<String> lines = text.lines().toList();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> lines.get(i) + (i < lines.size() - 1 ? "\n" : ""))
        .toList();
  }

  /** Zeppelin's format, for its Spark interpreter. */
  public static String zeppelin(String name, Notebook notebook) {
    List<Object> paragraphs = new ArrayList<>();
    for (Notebook.Cell cell : notebook.cells()) {
      boolean text = cell.statement().isEmpty();
      Object editor = Map.of("language", text ? "markdown" : "sql");
      paragraphs.add(
          object(
              "id",
              "paragraph_" + id(name + (paragraphs.size() + 1)),
              "text",
              text ? "%md\n" + cell.text() : "%spark.sql\n" + cell.statement(),
              "config",
              object("editorHide", text, "enabled", true, "editorSetting", editor),
              "settings",
              Map.of("params", Map.of())));
    }

    return text(
        object(
            "name",
            "Vitrine/" + name,
            "id",
            id(name).toUpperCase(Locale.ROOT),
            "paragraphs",
            paragraphs,
            "config",
            Map.of(),
            "info",
            Map.of()));
  }

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8);
  }

  private static String text(Object root) {
    return JsonText.indented(root) + "\n";
  }

  private static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }

    return object;
  }
}
