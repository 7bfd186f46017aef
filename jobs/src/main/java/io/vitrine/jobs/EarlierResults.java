package io.vitrine.jobs;

import static io.vitrine.jobs.EnrichPlan.KEY;
import static io.vitrine.jobs.EnrichPlan.MISSING;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;

import io.vitrine.error.ErrorCode;
import io.vitrine.prompt.PromptFields;
import io.vitrine.table.CopyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the tables hold of each picture, beside what is asked about it now. Of each row of the
 * tables no more is taken than tells the two apart: to move rows is most of a large plan's work.
 */
final class EarlierResults {
  /** Faults of a picture, in any version of it. */
  private static final ArrayType FAULTS =
      DataTypes.createArrayType(
          new StructType()
              .add("version", DataTypes.StringType)
              .add("permanent", DataTypes.BooleanType));

  private final Ask ask;

  EarlierResults(Ask ask) {
    this.ask = ask;
  }

  /**
   * Adds what the tables hold of each picture: results, and failures of any version of it.
   *
   * @param input pictures by their key, with {@code image_version} and {@code fields}
   * @param tables the warehouse's views by name
   */
  Dataset<Row> join(Dataset<Row> input, Map<String, Dataset<Row>> tables) {
    Dataset<Row> joined =
        input.join(held(tables.get("v_attributes"), "attributes", 0), KEY, "left");
    for (int i = 0; i < ask.prompts().size(); i++) {
      Column isFor = col("channel").equalTo(ask.prompts().get(i).channel());
      Dataset<Row> copy = tables.get("v_copy").where(isFor);
      joined = joined.join(held(copy, "copy_" + i, i), KEY, "left");
    }

    return joined.join(faults(tables.get("v_metrics")), KEY, "left");
  }

  /** The same where the tables are empty: a plan without joins takes half the time to make. */
  Dataset<Row> none(Dataset<Row> input) {
    Dataset<Row> rows = withNone(input, "attributes");
    for (int i = 0; i < ask.prompts().size(); i++) {
      rows = withNone(rows, "copy_" + i);
    }

    return rows.withColumn("faults", lit(null).cast(FAULTS));
  }

  private static Dataset<Row> withNone(Dataset<Row> rows, String name) {
    return rows.withColumn(name + "_version", lit(null)).withColumn(name + "_asked", lit(null));
  }

  /**
   * Adds of each prompt's answer the fingerprint that it would have now ({@code fingerprint_}),
   * whether the tables hold it so ({@code present_}), and whether they hold any in its place
   * ({@code replaces_}).
   *
   * @param rows what {@link #join} or {@link #none} made
   */
  Dataset<Row> judge(Dataset<Row> rows) {
    Dataset<Row> judged = rows;
    for (int i = 0; i < ask.prompts().size(); i++) {
      Column present = isNow("copy_" + i, i);
      Column replaces = col("copy_" + i + "_asked").isNotNull();
      if (ask.prompts().get(i).channel().equals(CopyTable.DETAIL)) {
        // both tables must have it: rows may have been taken out of one of them
        present = present.and(isNow("attributes", i));
        replaces = replaces.or(col("attributes_asked").isNotNull());
      }

      judged =
          judged
              .withColumn("fingerprint_" + i, fingerprint(i))
              .withColumn("present_" + i, present)
              .withColumn("replaces_" + i, replaces);
    }

    return judged;
  }

  /** Results of one prompt by their key: the version they are of, and {@code asked}. */
  private Dataset<Row> held(Dataset<Row> results, String name, int prompt) {
    Column fingerprint = col("fingerprint");
    return results.select(
        col("product_id"),
        col("image_uri"),
        col("image_version").as(name + "_version"),
        // one truth value instead of a long text, where it can be told without the product's row
        (isAskedAlike(prompt) ? fingerprint.equalTo(fingerprint(prompt)) : fingerprint)
            .as(name + "_asked"));
  }

  private Column isNow(String name, int prompt) {
    Column asked = isAskedAlike(prompt) ? lit(true) : fingerprint(prompt);
    return col(name + "_asked")
        .eqNullSafe(asked)
        .and(col(name + "_version").eqNullSafe(col("image_version")));
  }

  /** Whether the prompt is the same for all products. */
  private boolean isAskedAlike(int prompt) {
    return PromptFields.of(ask.prompts().get(prompt)).isEmpty();
  }

  /** The prompt's own fingerprint, with the row's values where the prompt names columns. */
  private Column fingerprint(int prompt) {
    Column own = lit(ask.fingerprints().get(prompt));
    if (isAskedAlike(prompt)) {
      return own;
    }

    List<Column> parts = new ArrayList<>(List.of(own));
    PromptFields.of(ask.prompts().get(prompt))
        .forEach(name -> parts.add(col("fields").getItem(name)));
    return sha2(concat_ws("\u0000", parts.toArray(Column[]::new)), 256);
  }

  private static Dataset<Row> faults(Dataset<Row> metrics) {
    Object[] permanent =
        Arrays.stream(ErrorCode.values())
            .filter(ErrorCode::permanent)
            .map(ErrorCode::name)
            .toArray();
    return metrics
        .where(col("error_code").isNotNull())
        .select(
            coalesce(col("product_id"), MISSING).as("product_id"),
            coalesce(col("image_uri"), MISSING).as("image_uri"),
            struct(
                    col("image_version").as("version"),
                    col("error_code").isin(permanent).as("permanent"))
                .as("fault"))
        .groupBy("product_id", "image_uri")
        .agg(collect_set("fault").as("faults"));
  }
}
