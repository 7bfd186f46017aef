package io.vitrine.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Errors;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptFields;
import io.vitrine.spark.PictureRows;
import io.vitrine.table.CopyTable;
import io.vitrine.table.PlanCounts;
import io.vitrine.table.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * What is to be done about each picture of a product table, found by joining it with the warehouse:
 * the tables are the memory of what was done, and no picture is read to find out.
 */
final class EnrichPlan implements AutoCloseable {
  private static final String TODO = "todo";
  private static final String REUSED = "reused";
  private static final String SKIPPED = "skipped";

  private static final StructType EARLIER_COPY =
      new StructType()
          .add("channel", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType)
          .add("image_version", DataTypes.StringType);

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
    Dataset<Row> all = planned.where(col("state").equalTo(TODO));
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
   * Makes the plan; it is kept until it is closed.
   *
   * @param retryFailed whether known permanent faults are tried again
   * @param limit pictures to be tried at most, the first ones by key
   * @param likeness brings pictures of the same bytes together
   * @throws io.vitrine.error.VitrineException when a key stands in the table more than once, or a
   *     prompt names a column that the table does not have
   */
  static EnrichPlan make(
      ProductImages products,
      Warehouse warehouse,
      Ask ask,
      boolean retryFailed,
      long limit,
      Likeness likeness) {
    Dataset<Row> planned =
        states(
                withWanted(withEarlier(input(products, ask), warehouse), ask),
                warehouse,
                retryFailed)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireUniqueKeys(planned);
      return new EnrichPlan(products, planned, tally(planned), limit, likeness);
    } catch (Exception e) {
      planned.unpersist();
      throw e;
    }
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
      share = share.drop("image").join(images, new String[] {"product_id", "image_uri"}, "left");
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

  /** The product table without the pictures themselves, with the values that prompts name. */
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

    return products
        .rows()
        .select(
            col("product_id"),
            col("image_uri"),
            col("image_version"),
            lit(null).cast("binary").as("image"),
            map(fields.toArray(Column[]::new)).cast("map<string,string>").as("fields"));
  }

  private static Dataset<Row> withEarlier(Dataset<Row> input, Warehouse warehouse) {
    if (!warehouse.attributes().exists() && !warehouse.copy().exists()) {
      return input
          .withColumn("earlier_version", lit(null).cast("string"))
          .withColumn("earlier_fingerprint", lit(null).cast("string"))
          .withColumn("earlier_copy", lit(null).cast(new ArrayType(EARLIER_COPY, true)));
    }

    Dataset<Row> attributes =
        warehouse
            .views()
            .read("v_attributes")
            .select(
                col("product_id"),
                col("image_uri"),
                col("image_version").as("earlier_version"),
                col("fingerprint").as("earlier_fingerprint"));
    Dataset<Row> copy =
        warehouse
            .views()
            .read("v_copy")
            .groupBy("product_id", "image_uri")
            .agg(
                collect_list(struct("channel", "fingerprint", "image_version")).as("earlier_copy"));
    String[] key = {"product_id", "image_uri"};
    return input.join(attributes, key, "left").join(copy, key, "left");
  }

  /** Adds what is wanted of each picture: the answers that no table holds as they would be now. */
  private static Dataset<Row> withWanted(Dataset<Row> rows, Ask ask) {
    List<Column> answers = new ArrayList<>();
    for (int i = 0; i < ask.prompts().size(); i++) {
      Prompt prompt = ask.prompts().get(i);
      Column fingerprint = fingerprint(ask.fingerprints().get(i), prompt);
      Column channel = lit(prompt.channel());
      Column copied =
          exists(
              col("earlier_copy"),
              c ->
                  c.getField("channel")
                      .equalTo(channel)
                      .and(c.getField("fingerprint").equalTo(fingerprint))
                      .and(c.getField("image_version").eqNullSafe(col("image_version"))));
      Column present = coalesce(copied, lit(false));
      Column replaces =
          coalesce(
              exists(col("earlier_copy"), c -> c.getField("channel").equalTo(channel)), lit(false));
      if (prompt.channel().equals(CopyTable.DETAIL)) {
        // both tables must have it: a run may have ended between their commits
        present =
            present
                .and(col("earlier_fingerprint").eqNullSafe(fingerprint))
                .and(col("earlier_version").eqNullSafe(col("image_version")));
        replaces = replaces.or(col("earlier_fingerprint").isNotNull());
      }

      answers.add(
          struct(
              lit(i).as("prompt"),
              fingerprint.as("fingerprint"),
              replaces.as("replaces"),
              present.as("present")));
    }

    Column missing =
        filter(array(answers.toArray(Column[]::new)), a -> a.getField("present").equalTo(false));
    Column wanted =
        transform(
            missing,
            a ->
                struct(
                    a.getField("prompt").as("prompt"),
                    a.getField("fingerprint").as("fingerprint"),
                    a.getField("replaces").as("replaces")));
    return rows.withColumn("wanted", wanted)
        .drop("earlier_version", "earlier_fingerprint", "earlier_copy");
  }

  /** The prompt's own fingerprint, with the row's values where the prompt names columns. */
  private static Column fingerprint(String ofPrompt, Prompt prompt) {
    List<String> fields = PromptFields.of(prompt);
    if (fields.isEmpty()) {
      return lit(ofPrompt);
    }

    List<Column> parts = new ArrayList<>(List.of(lit(ofPrompt)));
    fields.forEach(name -> parts.add(col("fields").getItem(name)));
    return sha2(concat_ws("\u0000", parts.toArray(Column[]::new)), 256);
  }

  private static Dataset<Row> states(Dataset<Row> rows, Warehouse warehouse, boolean retryFailed) {
    Column stale = exists(col("wanted"), w -> w.getField("replaces"));
    Dataset<Row> known = rows.withColumn("permanent", lit(null).cast("boolean"));
    if (warehouse.metrics().exists()) {
      Object[] permanent =
          Arrays.stream(ErrorCode.values())
              .filter(ErrorCode::permanent)
              .map(ErrorCode::name)
              .toArray();
      Dataset<Row> faults =
          warehouse
              .views()
              .read("v_metrics")
              .where(col("error_code").isNotNull())
              .groupBy(
                  col("product_id").as("f_product_id"),
                  col("image_uri").as("f_image_uri"),
                  col("image_version").as("f_image_version"))
              .agg(max(col("error_code").isin(permanent)).as("permanent"));
      known =
          rows.join(
              faults,
              col("product_id")
                  .eqNullSafe(col("f_product_id"))
                  .and(col("image_uri").eqNullSafe(col("f_image_uri")))
                  .and(col("image_version").eqNullSafe(col("f_image_version"))),
              "left");
    }

    Column faulty = coalesce(col("permanent"), lit(false)).and(lit(!retryFailed));
    Column state =
        when(size(col("wanted")).equalTo(0), REUSED).when(faulty, SKIPPED).otherwise(TODO);
    return known
        .withColumn("state", state)
        .withColumn("stale", state.equalTo(TODO).and(stale))
        .withColumn("failed_before", state.equalTo(TODO).and(col("permanent").isNotNull()))
        .drop("permanent", "f_product_id", "f_image_uri", "f_image_version");
  }

  private static void requireUniqueKeys(Dataset<Row> planned) {
    List<String> repeated =
        planned
            .where(col("product_id").isNotNull().and(col("image_uri").isNotNull()))
            .groupBy("product_id", "image_uri")
            .agg(count(lit(1)).as("times"))
            .where(col("times").gt(1))
            .orderBy("product_id", "image_uri")
            .limit(3)
            .collectAsList()
            .stream()
            .map(r -> r.getString(0) + " with " + r.getString(1))
            .toList();
    if (!repeated.isEmpty()) {
      throw Errors.invalid(
          "The products have keys more than once",
          "product_id and image_uri must be unique together, and these are not: "
              + String.join("; ", repeated),
          "Take the repeated rows out");
    }
  }

  private static PlanCounts tally(Dataset<Row> planned) {
    long reused = 0;
    long skipped = 0;
    long todo = 0;
    long stale = 0;
    long failedBefore = 0;
    for (Row row : planned.groupBy("state", "stale", "failed_before").count().collectAsList()) {
      long pictures = row.getLong(3);
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

    return new PlanCounts(reused, skipped, todo, stale, failedBefore);
  }
}
