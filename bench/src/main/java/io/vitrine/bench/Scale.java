package io.vitrine.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import com.sun.management.OperatingSystemMXBean;
import io.vitrine.error.Errors;
import io.vitrine.jobs.Enrich;
import io.vitrine.jobs.EnrichRequest;
import io.vitrine.jobs.OutputFile;
import io.vitrine.jobs.RunSummary;
import io.vitrine.jobs.SparkSessions;
import io.vitrine.json.JsonText;
import io.vitrine.spark.VitrineConf;
import io.vitrine.spark.VitrineHome;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code bench/scale} starts. */
@Command(
    name = "bench/scale",
    header = "Measures planning and commits of many rows, with an engine that has no model.",
    description = {
      "",
      "Three runs: a tenth of the rows into a new warehouse; 99 % of them into another one; and all"
          + " of them into that, so that 1 % is left to do, for which the engine takes as long as a"
          + " model would. Prints the figures and writes them as one JSON object."
    })
public final class Scale implements Callable<Integer> {
  private static final int CORES = 2;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Rows of the product table; ${DEFAULT-VALUE}.")
  private long rows;

  @Option(
      names = "--pace",
      paramLabel = "N",
      defaultValue = "150",
      description =
          "Pictures a second of the last run's engine; ${DEFAULT-VALUE}, about vitrine-nano's on two"
              + " cores.")
  private int pace;

  @Option(
      names = "--json",
      required = true,
      paramLabel = "FILE",
      description = "Where the figures go as one JSON object.")
  private Path json;

  /**
   * What one run took.
   *
   * @param processorSeconds of this whole process
   * @param betweenChunks see {@link DescribingGaps#share}
   */
  private record Took(
      long rows, Map<String, Double> seconds, double processorSeconds, double betweenChunks) {
    double whole() {
      return seconds.get("whole");
    }
  }

  private Scale() {}

  public static void main(String[] args) {
    Program.run(new Scale(), args);
  }

  @Override
  public Integer call() throws Exception {
    OutputFile.requireWritable("figures", json);
    if (rows < 1000) {
      throw Errors.invalid("--rows " + rows, "so few tell nothing", "Use 1000 or more");
    }

    Path work = VitrineHome.directory().resolve("bench/target/scale");
    FileUtils.deleteDirectory(work.toFile());
    System.setProperty("spark.master", "local[" + CORES + "]");
    System.setProperty(
        "spark.hadoop.fs." + StubPictures.SCHEME + ".impl", StubPictures.class.getName());
    OtherLoad others = new OtherLoad();
    try (SparkSessions sessions = new SparkSessions()) {
      Program.SCREEN.println("· starting Spark");
      SparkSession spark = sessions.spark();
      long few = rows / 10;
      long most = rows - rows / 100;
      for (long count : new long[] {1000, few, most, rows}) {
        products(spark, work, count);
      }

      // what is loaded and compiled once weighs on no run
      enrich(spark, work, 1000, "warm");
      Took tenth = enrich(spark, work, few, "few");
      Took whole = enrich(spark, work, most, "many");
      System.setProperty(StubEngineFactory.PACE, Integer.toString(pace));
      Took rest = enrich(spark, work, rows, "many");
      report(tenth, whole, rest, others);
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }

    return 0;
  }

  private static String table(Path work, long count) {
    return work.resolve("products-" + count).toString();
  }

  private static void products(SparkSession spark, Path work, long count) {
    spark
        .range(count)
        .select(
            concat(lit("P"), col("id")).as("product_id"),
            concat(lit(StubPictures.SCHEME + "://pictures/"), col("id"), lit(".jpg"))
                .as("image_uri"))
        .write()
        .format("delta")
        .mode("overwrite")
        .save(table(work, count));
  }

  private Took enrich(SparkSession spark, Path work, long count, String warehouse) {
    Program.SCREEN.printf("· %,d rows%n", count);
    // another pace is another engine
    VitrineConf conf =
        VitrineConf.load(
            Map.of(
                VitrineConf.ENGINE_FACTORY_KEY,
                StubEngineFactory.class.getName(),
                VitrineConf.PREFIX + "engine.slots",
                Long.getLong(StubEngineFactory.PACE) == null ? "16" : "17",
                VitrineConf.PREFIX + "fetch.allow",
                StubPictures.SCHEME + "://pictures/"));
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    DescribingGaps gaps = new DescribingGaps();
    spark.sparkContext().addSparkListener(gaps);
    long processor = system.getProcessCpuTime();
    Phases phases = new Phases();
    RunSummary summary =
        new Enrich(spark, conf, phases)
            .run(EnrichRequest.of(table(work, count), work.resolve(warehouse).toString()));
    Map<String, Double> seconds = phases.end();
    double processorSeconds = (system.getProcessCpuTime() - processor) / 1e9;
    spark.sparkContext().removeSparkListener(gaps);
    if (summary.counts().ok() + summary.counts().reused() != count) {
      throw Errors.failed(
          "A measurement means nothing",
          String.format("of %d rows these came out: %s", count, summary.counts()),
          "See the log",
          /* cause= */ null);
    }

    Took took = new Took(summary.counts().ok(), seconds, processorSeconds, gaps.share());
    Program.SCREEN.printf(
        "  %s, %.0f s of processor, %.1f %% between chunks%n",
        seconds, processorSeconds, 100 * took.betweenChunks());
    return took;
  }

  private void report(Took tenth, Took whole, Took rest, OtherLoad others) {
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", rows);
    figures.put("heap_limit_mb", Runtime.getRuntime().maxMemory() >> 20);
    figures.put("heap_peak_mb", heap >> 20);
    figures.put("planning_share_99_done", rest.seconds().get("planning") / rest.whole());
    figures.put("cost_growth_10x", perRow(whole.whole(), whole) / perRow(tenth.whole(), tenth));
    figures.put(
        "processor_growth_10x",
        perRow(whole.processorSeconds(), whole) / perRow(tenth.processorSeconds(), tenth));
    figures.put("between_chunks_share", whole.betweenChunks());
    figures.put("rows_per_second", whole.rows() / whole.whole());
    figures.put("pace", pace);
    Map<String, Took> runs = new LinkedHashMap<>();
    runs.put("tenth", tenth);
    runs.put("ninety_nine_percent", whole);
    runs.put("last_percent", rest);
    figures.put("runs", runs);
    figures.put("machine", Machine.here(others));
    figures.put("commit", System.getProperty("vitrine.commit"));
    OutputFile.write("figures", json, JsonText.indented(figures) + "\n");
    Program.SCREEN.println(JsonText.indented(figures));
  }

  private static double perRow(double seconds, Took run) {
    return seconds / run.rows();
  }
}
