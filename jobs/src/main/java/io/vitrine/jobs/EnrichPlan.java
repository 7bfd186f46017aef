package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.spark.PictureRows;
import io.vitrine.table.PlanCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * What is to be done about each picture of a product table, found by joining it with the warehouse:
 * the tables are the memory of what was done, and no picture is read to find out.
 */
final class EnrichPlan implements AutoCloseable {
  private static final String TODO = "todo";
  private static final String REUSED = "reused";
  private static final String SKIPPED = "skipped";

  /** The table and the views that a plan is made from. */
  static final List<String> READS = List.of("v_attributes", "v_copy", "v_metrics", "chunks");

  static final String[] KEY = {"product_id", "image_uri"};

  /** A part of the key that is missing; one that is there is not blank. */
  static final Column MISSING = lit("");

  private final ProductImages products;
  private final Dataset<Row> planned;
  private final Dataset<Row> todo;
  private final Likeness likeness;
  private final PlanCounts counts;
  private final long pictures;

  /** Looked for when the first pictures are run; null before that. */
  private Dataset<Row> known;

  private EnrichPlan(
      ProductImages products,
      Dataset<Row> planned,
      PlanCounts counts,
      long limit,
      Likeness likeness) {
    this.products = products;
    this.planned = planned;
    this.counts = counts;
    this.pictures = Math.min(counts.todo(), limit);
    Dataset<Row> all =
        planned
            .where(col("state").equalTo(TODO))
            .drop("state", "stale", "failed_before", "is_repeated");
    Dataset<Row> some =
        limit < counts.todo() ? all.orderBy("product_id", "image_uri").limit((int) limit) : all;
    Dataset<Row> alike = Likeness.of(some);
    Optional<Dataset<Row>> apart = likeness.apart(alike, pictures);
    boolean costly = apart.isPresent() || limit < counts.todo();
    Dataset<Row> placed = apart.orElse(alike);
    this.todo = costly ? placed.persist(StorageLevel.MEMORY_AND_DISK()) : placed;
    this.likeness = likeness;
  }

  /**
   * Makes the plan; it is kept until it is closed. Product table and warehouse are read once, in
   * one query that brings them together by their keys; of what needs nothing only the count stays.
   *
   * @param tables what the warehouse has of {@link #READS}, all of one state
   * @param attempts see {@link #attempts}
   * @param retryFailed whether known permanent faults are tried again
   * @param limit pictures to be tried at most, the first ones by key
   * @param likeness brings pictures of the same bytes together
   * @throws io.vitrine.error.VitrineException when a key stands in the table more than once, or a
   *     prompt names a column that the table does not have
   */
  static EnrichPlan make(
      ProductImages products,
      Map<String, Dataset<Row>> tables,
      long attempts,
      Ask ask,
      boolean retryFailed,
      long limit,
      Likeness likeness) {
    Dataset<Row> input = input(products, ask);
    EarlierResults earlier = new EarlierResults(ask);
    Dataset<Row> judged =
        earlier.judge(attempts == 0 ? earlier.none(input) : earlier.join(input, tables));
    Dataset<Row> states = states(judged, ask, retryFailed);
    Dataset<Row> planned = states.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new EnrichPlan(products, planned, tally(planned), limit, likeness);
    } catch (Exception e) {
      planned.unpersist();
      throw e;
    }
  }

  /** How many attempts the tables hold, which is about how many rows they have. */
  static long attempts(Map<String, Dataset<Row>> tables) {
    return tables.get("chunks").select("pictures").collectAsList().stream()
        .mapToLong(row -> row.getLong(0))
        .sum();
  }

  PlanCounts counts() {
    return counts;
  }

  /** How many pictures are to be tried. */
  long pictures() {
    return pictures;
  }

  /**
   * A share of the pictures to be tried, as {@link PictureRows#JOBS}, in pieces. A hash of their
   * likeness decides which are in which share and piece, so that any share is a sample of the
   * whole, pictures of the same bytes are in one piece, and a piece that is made again is the same.
   *
   * @param from begin of the share, 0 to 1
   * @param to end of the share, above all that are in it
   */
  Dataset<Row> jobs(double from, double to, int pieces) {
    Column place = xxhash64(col(Likeness.COLUMN));
    Column within = place.geq(lit(bound(from))).and(to >= 1 ? lit(true) : place.lt(lit(bound(to))));
    Dataset<Row> share = todo.where(within);
    if (products.bytes()) {
      Dataset<Row> images =
          products.rows().select("product_id", "image_uri", "image").where("image IS NOT NULL");
      share = share.join(images, KEY, "left");
    } else {
      share = share.withColumn("image", lit(null).cast(DataTypes.BinaryType));
    }

    Column[] columns =
        Arrays.stream(PictureRows.JOBS.fieldNames()).map(functions::col).toArray(Column[]::new);
    return share
        .unionByName(known().where(within), /* allowMissingColumns= */ true)
        .repartition(pieces, col(Likeness.COLUMN))
        // what is known is to be heard before the pictures it is known of
        .sortWithinPartitions(col("known").isNull())
        .select(columns);
  }

  private synchronized Dataset<Row> known() {
    if (known == null) {
      known = likeness.known(todo, pictures);
    }

    return known;
  }

  /** The hash that stands at this share of all hashes. */
  private static long bound(double share) {
    return (long) (Long.MIN_VALUE + share * 0x1p64);
  }

  @Override
  public synchronized void close() {
    if (known != null) {
      known.unpersist();
    }

    todo.unpersist();
    planned.unpersist();
  }

  /**
   * The product table without the pictures themselves, with the values that prompts name; a key
   * that is missing is {@link #MISSING}.
   */
  private static Dataset<Row> input(ProductImages products, Ask ask) {
    List<String> columns = Arrays.asList(products.rows().columns());
    List<Column> fields = new ArrayList<>();
    for (String name : ask.fields()) {
      Optional<String> column = columns.stream().filter(name::equalsIgnoreCase).findFirst();
      if (column.isEmpty() && ask.requiredFields().contains(name)) {
        throw Errors.invalid(
            "A prompt names {" + name + "}",
            "the products have only the columns " + String.join(", ", columns),
            "Add the column, give the variable a default in a new version of the prompt, or use"
                + " another prompt");
      }

      fields.add(lit(name));
      Column value = column.map(c -> col("`" + c + "`").cast("string")).orElse(lit(null));
      fields.add(coalesce(value, lit("")));
    }

    Column isWhole = col("product_id").notEqual(MISSING).and(col("image_uri").notEqual(MISSING));
    Column times = count(lit(1)).over(Window.partitionBy("product_id", "image_uri"));
    return products
        .rows()
        .select(
            coalesce(col("product_id"), MISSING).as("product_id"),
            coalesce(col("image_uri"), MISSING).as("image_uri"),
            col("image_version"),
            map(fields.toArray(Column[]::new)).cast("map<string,string>").as("fields"))
        // the joins want the same order
        .withColumn("is_repeated", isWhole.and(times.gt(1)));
  }

  /** Says what is to be done; of a picture that needs nothing no more than that is kept. */
  private static Dataset<Row> states(Dataset<Row> rows, Ask ask, boolean retryFailed) {
    Column allPresent = lit(true);
    Column stale = lit(false);
    List<Column> answers = new ArrayList<>();
    for (int i = 0; i < ask.prompts().size(); i++) {
      Column present = col("present_" + i);
      Column replaces = col("replaces_" + i);
      allPresent = allPresent.and(present);
      stale = stale.or(not(present).and(replaces));
      answers.add(
          when(
              not(present),
              struct(
                  lit(i).as("prompt"),
                  col("fingerprint_" + i).as("fingerprint"),
                  replaces.as("replaces"))));
    }

    Column failed = hasFault(f -> lit(true));
    Column faulty = hasFault(f -> f.getField("permanent")).and(lit(!retryFailed));
    Column state = when(allPresent, REUSED).when(faulty, SKIPPED).otherwise(TODO);
    Column isTodo = col("state").equalTo(TODO);
    Column isKept = isTodo.or(col("is_repeated"));
    return rows.withColumn("state", state)
        .select(
            col("state"),
            isTodo.and(stale).as("stale"),
            isTodo.and(failed).as("failed_before"),
            col("is_repeated"),
            when(isKept, nullif(col("product_id"), MISSING)).as("product_id"),
            when(isKept, nullif(col("image_uri"), MISSING)).as("image_uri"),
            when(isTodo, col("image_version")).as("image_version"),
            when(isTodo, col("fields")).as("fields"),
            when(isTodo, array_compact(array(answers.toArray(Column[]::new)))).as("wanted"));
  }

  /** Whether the picture, as it is now, has failed in such a way. */
  private static Column hasFault(UnaryOperator<Column> how) {
    Column found =
        exists(
            col("faults"),
            f -> f.getField("version").eqNullSafe(col("image_version")).and(how.apply(f)));
    return coalesce(found, lit(false));
  }

  private static PlanCounts tally(Dataset<Row> planned) {
    long reused = 0;
    long skipped = 0;
    long todo = 0;
    long stale = 0;
    long failedBefore = 0;
    boolean isRepeated = false;
    for (Row row :
        planned.groupBy("state", "stale", "failed_before", "is_repeated").count().collectAsList()) {
      long pictures = row.getLong(4);
      isRepeated |= row.getBoolean(3);
      switch (row.getString(0)) {
        case REUSED -> reused += pictures;
        case SKIPPED -> skipped += pictures;
        default -> {
          todo += pictures;
          stale += row.getBoolean(1) ? pictures : 0;
          failedBefore += row.getBoolean(2) ? pictures : 0;
        }
      }
    }

    if (isRepeated) {
      throw repeatedKeys(planned);
    }

    return new PlanCounts(reused, skipped, todo, stale, failedBefore);
  }

  private static VitrineException repeatedKeys(Dataset<Row> planned) {
    List<String> some =
        planned
            .where(col("is_repeated"))
            .select("product_id", "image_uri")
            .distinct()
            .orderBy("product_id", "image_uri")
            .limit(3)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0) + " with " + row.getString(1))
            .toList();
    return Errors.invalid(
        "The products have keys more than once",
        "product_id and image_uri must be unique together, and these are not: "
            + String.join("; ", some),
        "Take the repeated rows out");
  }
}
