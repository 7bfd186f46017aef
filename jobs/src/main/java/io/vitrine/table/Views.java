package io.vitrine.table;

import io.vitrine.error.Errors;
import io.vitrine.spark.VitrineHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The views of {@code conf/views/*.sql}, each named as its file. They are plain SQL over the
 * tables' names, so that a metastore can hold them as they are; here the tables' places are put in.
 */
public final class Views {
  private static final String ENDING = ".sql";

  private final SparkSession spark;
  private final Warehouse warehouse;

  Views(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /** Names of all views, in order. */
  public static List<String> names() {
    try (Stream<Path> views = Files.list(folder())) {
      return views
          .map(view -> view.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder(), e);
    }
  }

  /**
   * A view as it is now: of each chunk all that it has put into the tables, or nothing.
   *
   * <p>The list of whole chunks is read as of now, before anything else; tables that are read later
   * can only hold more than it says.
   *
   * @throws io.vitrine.error.VitrineException when there is no such view
   */
  public Dataset<Row> read(String name) {
    WarehouseTable table = tableOf(name);
    if (!table.exists() || !warehouse.chunks().exists() || !table.knowsChunks()) {
      // older than chunks: all that is there counts
      return table.read();
    }

    String text = text(name);
    String chunks = warehouse.chunks().place() + " VERSION AS OF " + warehouse.chunks().version();
    for (WarehouseTable known : warehouse.tables()) {
      String place = known == warehouse.chunks() ? chunks : known.place();
      text =
          Pattern.compile("\\b(FROM|JOIN) " + known.name() + "\\b")
              .matcher(text)
              .replaceAll("$1 " + Matcher.quoteReplacement(place));
    }

    return table.completed(spark.sql(text));
  }

  private WarehouseTable tableOf(String view) {
    return warehouse.tables().stream()
        .filter(table -> view.equals("v_" + table.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No table for the view " + view));
  }

  private static String text(String name) {
    Path file = folder().resolve(name + ENDING);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Path folder() {
    return VitrineHome.conf().resolve("views");
  }

  private static RuntimeException unreadable(Path file, IOException e) {
    return Errors.invalid(
        "Cannot read the views in " + file,
        String.valueOf(e.getMessage()),
        "They come with Vitrine; check the folder conf/views",
        e);
  }
}
