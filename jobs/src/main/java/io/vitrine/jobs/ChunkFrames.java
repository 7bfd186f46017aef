package io.vitrine.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;

import io.vitrine.table.CopyTable;
import io.vitrine.table.StagedRun;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import io.vitrine.taxonomy.Taxonomy;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that a chunk's results become, for each table that gets some.
 *
 * @param table where they go
 * @param rows with at least the table's columns
 */
record ChunkFrames(WarehouseTable table, Dataset<Row> rows) {

  /**
   * Derives the rows of all tables.
   *
   * @param results as {@link io.vitrine.spark.PictureRows#RESULTS}
   * @param taxonomy by which attributes are named
   */
  static List<ChunkFrames> of(
      Warehouse warehouse, StagedRun run, long chunk, Dataset<Row> results, Taxonomy taxonomy) {
    Dataset<Row> numbered = results.withColumn("chunk", lit(chunk));
    Dataset<Row> answers =
        numbered
            .select(
                col("product_id"),
                col("image_uri"),
                col("image_version"),
                col("image_sha256"),
                col("run_id"),
                col("at").as("enriched_at"),
                lit(run.model()).as("model"),
                col("chunk"),
                explode(col("answers")).as("answer"))
            .select(col("*"), col("answer.*"))
            .drop("answer");
    return List.of(
        new ChunkFrames(warehouse.attributes(), attributes(warehouse, taxonomy, answers)),
        new ChunkFrames(warehouse.copy(), answers),
        new ChunkFrames(warehouse.metrics(), numbered),
        new ChunkFrames(
            warehouse.thumbnails(),
            numbered.where("thumbnail IS NOT NULL").withColumnRenamed("thumbnail", "jpeg")));
  }

  /** With the fields that a team has added; a column that this answer knows nothing of is null. */
  private static Dataset<Row> attributes(
      Warehouse warehouse, Taxonomy taxonomy, Dataset<Row> answers) {
    Dataset<Row> details = answers.where(col("channel").equalTo(CopyTable.DETAIL));
    StructType columns = warehouse.attributes().furtherColumns();
    if (!columns.isEmpty()) {
      List<String> further = List.of(columns.fieldNames());
      List<String> ours = List.of(details.columns());
      Column parsed = from_json(col("further"), columns);
      details =
          details.select(
              Arrays.stream(warehouse.attributes().schema().fieldNames())
                  .filter(name -> further.contains(name) || ours.contains(name))
                  .map(name -> further.contains(name) ? parsed.getField(name).as(name) : col(name))
                  .toArray(Column[]::new));
    }

    return new NamedValues(taxonomy).of(details);
  }
}
