package io.vitrine.bench;

import static org.apache.spark.sql.functions.lit;

import io.vitrine.jobs.SparkSessions;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code bench/quality} starts first. */
@Command(
    name = "bench/quality",
    header = "Writes a warehouse of many rows without a model, and labels for all of them.",
    description = {
      "",
      "As if two versions of a prompt had described every picture, one in fifty had failed, and"
          + " three people had rated 3,000 texts; 60 chunks."
    })
public final class QualityTables implements Callable<Integer> {
  private static final int CHUNKS = 60;
  private static final int RATED = 3000;

  @Option(names = "--rows", paramLabel = "N", defaultValue = "100000", description = "Pictures.")
  private long rows;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where tables and gold.csv go.")
  private Path out;

  private QualityTables() {}

  public static void main(String[] args) {
    Program.run(new QualityTables(), args);
  }

  @Override
  public Integer call() throws IOException {
    System.setProperty("spark.master", "local[2]");
    try (SparkSessions sessions = new SparkSessions()) {
      SparkSession spark = sessions.spark();
      Warehouse warehouse = Warehouse.open(spark, out.resolve("tables").toString());
      spark
          .range(0, rows, 1, CHUNKS)
          .selectExpr(
              "id",
              "concat('P', id) AS product_id",
              "concat('img/', id, '.jpg') AS image_uri",
              "id * " + CHUNKS + " div " + rows + " + 1 AS chunk",
              "sha2(cast(id AS string), 256) AS image_sha256",
              "id % 50 = 49 AS is_bad",
              "element_at(array('连衣裙','帽子','手表','外套','水壶','T恤','沙发','运动鞋','靴子','高跟鞋',"
                  + "'双肩包','手提包','耳机','键盘','台灯','杯子','围巾','牛仔裤','衬衫','行李箱'),"
                  + " cast(pmod(xxhash64(id), 20) AS int) + 1) AS category",
              "element_at(array('红色','蓝色','黑色','白色','绿色','藏青'),"
                  + " cast(pmod(xxhash64(id, 1), 6) AS int) + 1) AS color",
              "element_at(array('棉','皮革','针织','塑料'), cast(pmod(xxhash64(id, 2), 4) AS int) + 1)"
                  + " AS material",
              "concat('这件', id, '号商品线条优雅，轻松衬出修长身姿与好气质，拼色设计富有层次，约会或聚会都能穿。') AS text")
          .createOrReplaceTempView("described");
      fill(warehouse);
      labels(spark);
    }

    return 0;
  }

  private void fill(Warehouse warehouse) {
    String result =
        "product_id, image_uri, category, color, material, array('百搭', '显瘦') AS key_features,"
            + " 'f2' AS fingerprint, 'stub@1' AS model, 'product@2' AS prompt, 'r2' AS run_id,"
            + " timestamp_seconds(1790010000 + id div 100) AS enriched_at, chunk, image_sha256";
    write(warehouse.attributes(), "SELECT " + result + " FROM described WHERE NOT is_bad");
    write(
        warehouse.copy(),
        "SELECT "
            + result
            + ", channel, text FROM described"
            + " LATERAL VIEW explode(array('detail', 'title')) c AS channel WHERE NOT is_bad");
    write(warehouse.metrics(), attempts(1) + " UNION ALL " + attempts(2));
    write(
        warehouse.thumbnails(),
        "SELECT product_id, image_uri, image_sha256, unhex('"
            + HexFormat.of().formatHex(picture())
            + "') AS jpeg, 'r2' AS run_id, chunk FROM described WHERE NOT is_bad");
    write(
        warehouse.chunks(),
        "SELECT id + 1 AS chunk, 'r2' AS run_id, 1L AS pictures,"
            + " 1L AS ok, 0L AS reused, 0L AS failed, 0L AS replaced, true AS tidied,"
            + " 0 AS skipped_writes, timestamp_seconds(1790010000 + id) AS committed_at"
            + " FROM range("
            + CHUNKS
            + ")");
    write(warehouse.runs(), run(1) + " UNION ALL " + run(2));
    write(
        warehouse.ratings(),
        "SELECT concat('R', id) AS item_id, product_id, image_uri, 'detail' AS channel,"
            + " 'product@2' AS prompt, 'f2' AS fingerprint, rater,"
            + " cast(least(5, 1 + pmod(id, 5) + pmod(xxhash64(id, rater), 2)) AS int) AS score,"
            + " array('语气生硬') AS tags, current_timestamp() AS at"
            + " FROM described LATERAL VIEW explode(array('甲', '乙', '丙')) c AS rater"
            + " WHERE NOT is_bad AND id < "
            + RATED);
  }

  private String attempts(int version) {
    return String.format(
        Locale.ROOT,
        """
        SELECT product_id, image_uri, image_sha256, 'r%1$d' AS run_id,
          concat(id, '-%1$d') AS trace_id, if(is_bad, 'failed', 'ok') AS status,
          if(is_bad, 'DECODE', null) AS error_stage,
          if(is_bad, 'IMAGE_CORRUPT', null) AS error_code,
          if(is_bad, 'the file ends early', null) AS error_message, 1 AS attempts,
          'STOP' AS finish_reason, 800 AS image_width, 800 AS image_height,
          100000L AS image_bytes, 49 AS image_tokens, 120 AS prompt_tokens, 36 AS output_tokens,
          if(is_bad, null, to_json(named_struct('category', category, 'color', color,
            'material', material, 'marketing_copy', concat(text, '%1$d')))) AS output,
          5.0D AS fetch_ms, 4.0D AS decode_ms, 100.0D AS queue_ms, 60.0D AS prefill_ms,
          pmod(xxhash64(id), 400) + 50.0D AS generate_ms, 1.0D AS parse_ms,
          pmod(xxhash64(id), 400) + 220.0D AS total_ms, 8 AS batch_size, 'cpu' AS device,
          'driver' AS executor_id, 'f%1$d' AS fingerprint,
          timestamp_seconds(1790000000 + 10000 * %1$d + id div 100) AS at,
          chunk, array('product@%1$d') AS prompts,
          0 AS personal_data
        FROM described\
        """,
        version);
  }

  private String run(int version) {
    return String.format(
        Locale.ROOT,
        """
        SELECT 'r%1$d' AS run_id, 'enrich' AS command,
          'ok' AS status, 'f%1$d' AS fingerprint, 'stub@1' AS model, 'product@%1$d' AS prompt,
          timestamp_seconds(1790000000 + 10000 * %1$d) AS started_at,
          timestamp_seconds(1790000000 + 10000 * %1$d + %2$d div 100) AS ended_at,
          %2$dL AS input, %2$dL AS todo, 0L AS reused, 0L AS skipped,
          %2$dL - %2$dL div 50 AS ok, %2$dL div 50 AS failed, 0L AS untried,
          100.0D AS images_per_second, 1 AS engine_loads, 1 AS executors,
          %3$dL AS chunks, 0L AS skipped_writes\
        """,
        version,
        rows,
        CHUNKS);
  }

  /** Columns that the query does not give are null. */
  private static void write(WarehouseTable table, String sql) {
    Dataset<Row> rows = SparkSession.active().sql(sql);
    Set<String> given = Set.of(rows.columns());
    for (StructField column : table.schema().fields()) {
      if (!given.contains(column.name())) {
        rows = rows.withColumn(column.name(), lit(null).cast(column.dataType()));
      }
    }

    table.create();
    table.append(rows);
  }

  private static byte[] picture() {
    BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    Graphics2D ink = image.createGraphics();
    ink.setColor(Color.ORANGE);
    ink.fillOval(10, 10, 100, 100);
    ink.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpeg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("Memory can always be written to", e);
    }
  }

  /** One category in ten and one colour in seven as the model does not say. */
  private void labels(SparkSession spark) throws IOException {
    StringBuilder csv = new StringBuilder("商品ID,类目,颜色,材质\n");
    spark
        .sql(
            "SELECT concat_ws(',', product_id, if(id % 10 = 3, '雨伞', category),"
                + " if(id % 7 = 3, '灰色', color), material) FROM described")
        .toLocalIterator()
        .forEachRemaining(row -> csv.append(row.getString(0)).append('\n'));
    Files.writeString(out.resolve("gold.csv"), csv, StandardCharsets.UTF_8);
  }
}
