package io.vitrine.table;

import io.vitrine.error.Errors;
import io.vitrine.spark.VitrineHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The views of {@code conf/views/*.sql}, each named as its file. They are plain SQL over the
 * tables' names and each other's, so that a metastore can hold them as they are; here what they
 * read is defined before them, in one query.
 *
 * <p>The rows of {@code chunks} are few and decide what counts. They are read before and are part
 * of the query: what was replaced is then looked for only where there is such a chunk.
 */
public final class Views {
  private static final String ENDING = ".sql";
  private static final Pattern READS =
      Pattern.compile("\\b(?:FROM|JOIN)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

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
   * @throws io.vitrine.error.VitrineException when there is no such view
   */
  public Dataset<Row> read(String name) {
    return read(List.of(name)).get(name);
  }

  /**
   * Views as they are now, all of them of one state of the tables: whatever is committed before
   * they are looked at, of each chunk they have all that it has put into the tables, or nothing. A
   * table that does not exist yet has no rows, and one that is older than a column has nulls in it.
   *
   * @throws io.vitrine.error.VitrineException when there is no such view
   */
  public Map<String, Dataset<Row>> read(List<String> names) {
    // nobody else's name
    String pinned = "chunks_" + UUID.randomUUID().toString().replace('-', '_');
    Map<String, Map<String, String>> definitions = new LinkedHashMap<>();
    String whole;
    do {
      whole = warehouse.chunks().queryOfNow();
      Map<String, String> tables =
          new HashMap<>(Map.of(warehouse.chunks().name(), "SELECT * FROM " + pinned));
      for (String name : names) {
        Map<String, String> texts = new LinkedHashMap<>();
        define(name, texts, tables);
        definitions.put(name, texts);
      }
      // what was committed or tidied meanwhile may stand in one table and not in another
    } while (!whole.equals(warehouse.chunks().queryOfNow()));

    Dataset<Row> chunks = spark.sql(whole);
    spark.createDataFrame(chunks.collectAsList(), chunks.schema()).createOrReplaceTempView(pinned);
    try {
      Map<String, Dataset<Row>> views = new LinkedHashMap<>();
      definitions.forEach((name, texts) -> views.put(name, query(name, texts)));
      return views;
    } finally {
      // the queries have its rows
      spark.catalog().dropTempView(pinned);
    }
  }

  private Dataset<Row> query(String name, Map<String, String> definitions) {
    return spark.sql(
        definitions.entrySet().stream()
            .map(entry -> entry.getKey() + " AS (\n" + entry.getValue() + "\n)")
            .collect(Collectors.joining(",\n", "WITH ", "\nSELECT * FROM " + name)));
  }

  /** The views in an order in which each comes after those it reads, with their SQL. */
  static Map<String, String> inOrder() {
    Map<String, String> ordered = new LinkedHashMap<>();
    ordered.put(CostRow.NAME, CostRow.query());
    names().forEach(name -> order(name, ordered));
    return ordered;
  }

  private static void order(String name, Map<String, String> ordered) {
    if (ordered.containsKey(name)) {
      return;
    }

    String text = text(name);
    reads(text).filter(names()::contains).forEach(read -> order(read, ordered));
    ordered.put(name, text);
  }

  /**
   * Defines what has a name, after all that it reads.
   *
   * @param tables queries for tables, which are added to
   */
  private void define(String name, Map<String, String> definitions, Map<String, String> tables) {
    if (definitions.containsKey(name)) {
      return;
    }

    Optional<WarehouseTable> table =
        warehouse.everyTable().stream().filter(t -> t.name().equals(name)).findFirst();
    if (table.isPresent()) {
      definitions.put(name, tables.computeIfAbsent(name, n -> table.get().queryOfNow()));
    } else if (name.equals(CostRow.NAME)) {
      definitions.put(name, CostRow.query());
    } else if (names().contains(name)) {
      String text = text(name);
      reads(text).forEach(read -> define(read, definitions, tables));
      definitions.put(name, text);
    }
  }

  private static Stream<String> reads(String text) {
    Matcher reads = READS.matcher(text);
    return reads.results().map(found -> found.group(1)).distinct();
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
