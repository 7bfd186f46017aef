package io.vitrine.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.error.Errors;
import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import io.vitrine.spark.DescribePictures;
import io.vitrine.spark.PictureRows;
import io.vitrine.spark.VitrineConf;
import io.vitrine.table.Warehouse;
import io.vitrine.table.WarehouseTable;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag$;

/**
 * The main job: finds the pictures without a result that still holds, has the model describe them,
 * and puts the answers into the tables.
 *
 * <p>Results are staged before they are committed, so that no table's commit can make the model run
 * again.
 */
public final class Enrich {
  private static final Logger LOG = LoggerFactory.getLogger(Enrich.class);

  /** Tasks for each executor at least, so that none is idle while another has much left. */
  private static final int TASKS_PER_EXECUTOR = 12;

  /** Below this many pictures the share of failures says nothing. */
  private static final long BUDGET_COUNTS_FROM = 20;

  private final SparkSession spark;
  private final VitrineConf conf;
  private final Progress progress;

  public Enrich(SparkSession spark, VitrineConf conf, Progress progress) {
    this.spark = spark;
    this.conf = conf;
    this.progress = progress;
  }

  /**
   * Runs the job. Mistakes are found before an engine is loaded or anything is written.
   *
   * @throws VitrineException when something in the request, the settings or the input is wrong, or
   *     the run failed
   */
  public RunSummary run(EnrichRequest request) {
    Instant started = Instant.now().truncatedTo(ChronoUnit.MICROS);
    progress.phase("planning");
    request.summary().ifPresent(RunSummary::requireWritable);
    Broadcast<SerializableConfiguration> hadoop =
        spark
            .sparkContext()
            .broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()),
                ClassTag$.MODULE$.apply(SerializableConfiguration.class));
    Ask ask = Ask.of(conf, hadoop.value().value());
    Warehouse warehouse = Warehouse.open(spark, request.warehouse());
    ProductImages products =
        ProductImages.open(spark, hadoop, request.products(), request.images());
    Run run = new Run(RunId.next(started), started, request, ask, warehouse, products, hadoop);
    try (EnrichPlan plan = plan(run)) {
      return run(run, plan);
    }
  }

  private record Run(
      String id,
      Instant started,
      EnrichRequest request,
      Ask ask,
      Warehouse warehouse,
      ProductImages products,
      Broadcast<SerializableConfiguration> hadoop) {}

  private EnrichPlan plan(Run run) {
    try {
      return EnrichPlan.make(
          run.products(), run.warehouse(), run.ask(), run.request().retryFailed());
    } catch (VitrineException e) {
      throw e;
    } catch (Exception e) {
      throw Failures.known(e)
          .orElseGet(
              () ->
                  Errors.invalid(
                      "Cannot read the products at " + run.request().products(),
                      Failures.reason(e),
                      "Check that the table is whole and can be read",
                      e));
    }
  }

  private RunSummary run(Run run, EnrichPlan plan) {
    long limit = run.request().limit().orElse(Long.MAX_VALUE);
    long toTry = Math.min(plan.counts().todo(), limit);
    if (run.request().dryRun()) {
      RunSummary summary =
          summary(run, plan.counts(), EnrichResults.Figures.NONE, RunSummary.DRY_RUN);
      run.request().summary().ifPresent(summary::write);
      return summary;
    }

    EnrichResults.Figures figures = EnrichResults.Figures.NONE;
    try {
      if (toTry > 0) {
        describe(run, plan.jobs(limit), toTry);
        progress.phase("committing");
        EnrichResults results = EnrichResults.read(staged(run));
        figures = results.figures();
        results.commit(run.warehouse(), run.ask(), run.id());
      } else {
        run.warehouse().tables().forEach(WarehouseTable::create);
      }

      return finish(run, plan, figures, status(figures));
    } catch (Exception e) {
      VitrineException error = Failures.of(e, "The run " + run.id() + " failed");
      if (error.exit() != Exit.INVALID) {
        recordFailure(run, plan, figures);
      }

      throw error;
    } finally {
      clean(run);
    }
  }

  private void describe(Run run, Dataset<Row> jobs, long pictures) {
    int pieces = pieces(pictures);
    try (LiveProgress live =
        LiveProgress.start(spark.sparkContext(), progress, "describing", pictures)) {
      DescribePictures describe =
          new DescribePictures(
              conf,
              run.id(),
              run.ask().imageSize(),
              run.ask().prompts(),
              run.products().location(),
              run.hadoop(),
              live.done(),
              live.failed());
      jobs.repartition(pieces, functions.col("product_id"), functions.col("image_uri"))
          .mapPartitions(describe, Encoders.row(PictureRows.RESULTS))
          .write()
          // each task puts its one file in its place itself: no long renaming by the driver at the
          // end, and a task that Spark repeats writes the same file again
          .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
          .parquet(run.warehouse().staging(run.id()));
    }
  }

  private Dataset<Row> staged(Run run) {
    return spark.read().schema(PictureRows.RESULTS).parquet(run.warehouse().staging(run.id()));
  }

  /** By the hash of the key, so that a task that Spark repeats gets the same pictures. */
  private int pieces(long pictures) {
    long bySize = (pictures + conf.work().pieceSize() - 1) / conf.work().pieceSize();
    long byExecutors = Math.min(pictures, (long) executors() * TASKS_PER_EXECUTOR);
    return (int) Math.min(Integer.MAX_VALUE, Math.max(bySize, byExecutors));
  }

  /** Those that are there and those that are asked for, whichever is more. */
  private int executors() {
    // the driver is in the list; in local mode it is the executor
    int present = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
    int asked = spark.sparkContext().getConf().getInt("spark.executor.instances", 1);
    return Math.max(1, Math.max(present, asked));
  }

  private String status(EnrichResults.Figures figures) {
    boolean counts = figures.tried() >= BUDGET_COUNTS_FROM;
    double share = figures.tried() == 0 ? 0 : (double) figures.failed() / figures.tried();
    return counts && share > conf.work().maxFailedFraction()
        ? RunSummary.BUDGET_EXCEEDED
        : RunSummary.OK;
  }

  private RunSummary finish(
      Run run, EnrichPlan plan, EnrichResults.Figures figures, String status) {
    RunSummary summary = summary(run, plan.counts(), figures, status);
    record(run, summary);
    run.request().summary().ifPresent(summary::write);
    return summary;
  }

  private void recordFailure(Run run, EnrichPlan plan, EnrichResults.Figures figures) {
    try {
      finish(run, plan, figures, RunSummary.FAILED);
    } catch (Exception e) {
      // the failure itself is what the user must hear of
      LOG.error("Cannot record that run {} failed", run.id(), e);
    }
  }

  private static RunSummary summary(
      Run run, EnrichPlan.Counts counts, EnrichResults.Figures figures, String status) {
    return new RunSummary(
        run.id(),
        status,
        new RunSummary.Counts(
            counts.input(),
            counts.reused(),
            counts.skipped(),
            counts.todo(),
            figures.ok(),
            figures.failed(),
            counts.todo() - figures.tried(),
            counts.stale()),
        figures.errorCodes(),
        figures.imagesPerSecond(),
        figures.engineLoads(),
        figures.executors());
  }

  private void record(Run run, RunSummary summary) {
    Row row =
        RowFactory.create(
            run.id(),
            run.request().runKey().orElse(null),
            "enrich",
            summary.status(),
            run.ask().fingerprints().get(0),
            run.ask().model(),
            run.ask().prompts().get(0).name(),
            Timestamp.from(run.started()),
            Timestamp.from(Instant.now()),
            summary.counts().input(),
            summary.counts().todo(),
            summary.counts().reused(),
            summary.counts().skipped(),
            summary.counts().ok(),
            summary.counts().failed(),
            summary.counts().untried(),
            summary.imagesPerSecond(),
            summary.engineLoads(),
            summary.executors(),
            run.products().location().base(),
            args(run.request()),
            Version.text());
    run.warehouse().runs().create();
    run.warehouse()
        .runs()
        .append(spark.createDataFrame(List.of(row), run.warehouse().runs().schema()));
  }

  private String args(EnrichRequest request) {
    Map<String, Object> args = new TreeMap<>(conf.changed());
    args.put("products", request.products());
    args.put("warehouse", request.warehouse());
    request.images().ifPresent(images -> args.put("images", images));
    request.limit().ifPresent(limit -> args.put("limit", limit));
    args.put("retry_failed", request.retryFailed());
    try {
      return JsonMapper.builder().build().writeValueAsString(args);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers can always be written", e);
    }
  }

  private static void clean(Run run) {
    try {
      run.warehouse().removeStaging(run.id());
    } catch (IOException e) {
      LOG.warn("Cannot remove {}", run.warehouse().staging(run.id()), e);
    }
  }
}
